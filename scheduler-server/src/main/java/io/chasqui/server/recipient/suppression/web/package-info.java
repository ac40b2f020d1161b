/** Suppressions over HTTP. */
@NullMarked
package io.chasqui.server.recipient.suppression.web;

import org.jspecify.annotations.NullMarked;
