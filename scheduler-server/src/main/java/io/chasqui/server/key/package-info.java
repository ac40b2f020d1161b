/** Keys for the API: who may call it, and for what. */
@MayUse({"api", "audit"})
@NullMarked
package io.chasqui.server.key;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
