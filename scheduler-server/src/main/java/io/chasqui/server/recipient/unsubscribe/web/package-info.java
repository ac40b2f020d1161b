/** Unsubscribing over HTTP: by a page, and by one click of a mail program. */
@NullMarked
package io.chasqui.server.recipient.unsubscribe.web;

import org.jspecify.annotations.NullMarked;
