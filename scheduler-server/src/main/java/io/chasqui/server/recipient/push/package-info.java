/** Browsers in which recipients take push messages. */
@NullMarked
package io.chasqui.server.recipient.push;

import org.jspecify.annotations.NullMarked;
