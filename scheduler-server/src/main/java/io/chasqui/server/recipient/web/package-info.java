/** The directory over HTTP. */
@NullMarked
package io.chasqui.server.recipient.web;

import org.jspecify.annotations.NullMarked;
