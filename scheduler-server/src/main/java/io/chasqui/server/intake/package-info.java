/** How requests that make deliveries are taken in: each once, and none when there is no room. */
@MayUse("api")
@NullMarked
package io.chasqui.server.intake;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
