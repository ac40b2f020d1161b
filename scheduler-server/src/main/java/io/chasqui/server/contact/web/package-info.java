/** The contact form over HTTP. */
@NullMarked
package io.chasqui.server.contact.web;

import org.jspecify.annotations.NullMarked;
