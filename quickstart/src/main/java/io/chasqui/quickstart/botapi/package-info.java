/** A stand-in for Telegram's Bot API that keeps what it is given, and a page that shows it. */
@NullMarked
package io.chasqui.quickstart.botapi;

import org.jspecify.annotations.NullMarked;
