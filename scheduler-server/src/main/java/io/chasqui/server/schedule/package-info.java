/** Requests become deliveries, or errors that name every field. */
@MayUse({"api", "channel", "intake", "recipient"})
@NullMarked
package io.chasqui.server.schedule;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
