/** What people and keys have changed or revealed, and who logged in. */
@MayUse({"api", "retention"})
@NullMarked
package io.chasqui.server.audit;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
