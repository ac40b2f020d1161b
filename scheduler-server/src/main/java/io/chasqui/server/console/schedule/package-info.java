/** Messages that a person schedules: who gets what, when, and a second look at it. */
@NullMarked
package io.chasqui.server.console.schedule;

import org.jspecify.annotations.NullMarked;
