/** A mail server that keeps what it is given, and a page that shows it. */
@NullMarked
package io.chasqui.quickstart.inbox;

import org.jspecify.annotations.NullMarked;
