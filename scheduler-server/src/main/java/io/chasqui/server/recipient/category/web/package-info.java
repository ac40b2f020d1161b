/** Categories over HTTP, in English and in Spanish. */
@NullMarked
package io.chasqui.server.recipient.category.web;

import org.jspecify.annotations.NullMarked;
