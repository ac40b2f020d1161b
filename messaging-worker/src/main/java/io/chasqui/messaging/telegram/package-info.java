/**
 * Sends deliveries by the Telegram Bot API: at most one copy, unless the journal says otherwise.
 */
@NullMarked
package io.chasqui.messaging.telegram;

import org.jspecify.annotations.NullMarked;
