package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * What became of dead letters. Fields have Spanish names as well.
 *
 * @param moved in Spanish movidas, how many were moved back, or would have been
 * @param dryRun in Spanish simulacro, whether nothing was moved
 */
public record RequeueResult(
    @JsonAlias("movidas") long moved, @JsonAlias("simulacro") boolean dryRun) {}
