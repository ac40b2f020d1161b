/** Templates over HTTP, in English and in Spanish. */
@NullMarked
package io.chasqui.server.template.web;

import org.jspecify.annotations.NullMarked;
