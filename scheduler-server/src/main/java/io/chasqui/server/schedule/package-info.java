/** Requests become deliveries, or errors that name every field. */
@NullMarked
package io.chasqui.server.schedule;

import org.jspecify.annotations.NullMarked;
