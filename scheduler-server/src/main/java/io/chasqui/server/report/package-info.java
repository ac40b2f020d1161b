/** Reports that callers store, and how they go. */
@MayUse({"api", "retention"})
@NullMarked
package io.chasqui.server.report;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
