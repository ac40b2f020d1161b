/** JobRunr in the server: its tables and its dashboard. */
@MayUse({"api", "audit", "delivery"})
@NullMarked
package io.chasqui.server.jobs;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
