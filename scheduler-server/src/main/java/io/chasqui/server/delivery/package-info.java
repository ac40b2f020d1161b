/** What became of deliveries, and what people decide about them. */
@MayUse({"api", "audit", "retention", "status"})
@NullMarked
package io.chasqui.server.delivery;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
