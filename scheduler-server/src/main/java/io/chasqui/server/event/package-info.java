/** The server hands events over; workers only write them. */
@NullMarked
package io.chasqui.server.event;

import org.jspecify.annotations.NullMarked;
