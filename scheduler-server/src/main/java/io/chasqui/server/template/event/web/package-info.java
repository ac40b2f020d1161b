/** Types of events over HTTP, in English and in Spanish. */
@NullMarked
package io.chasqui.server.template.event.web;

import org.jspecify.annotations.NullMarked;
