/** How queues and channels are: what is known of workers, and of those whom they send to. */
@MayUse({"api", "audit", "event"})
@NullMarked
package io.chasqui.server.status;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
