/** Answers people who open the bot, and so learns which chat belongs to which phone number. */
@NullMarked
package io.chasqui.messaging.telegram.bot;

import org.jspecify.annotations.NullMarked;
