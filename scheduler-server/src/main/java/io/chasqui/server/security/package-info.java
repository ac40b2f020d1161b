/** Who gets in: keys on the API, people on every page. */
@MayUse({"api", "audit", "key"})
@NullMarked
package io.chasqui.server.security;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
