package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are to be moved back. Fields have Spanish names as well.
 *
 * @param limit in Spanish limite, how many of the oldest, 1 to 10,000; absent: 1,000
 * @param dryRun in Spanish simulacro, whether it is only said how many; absent: false
 */
public record RequeueRequest(
    @JsonAlias("limite") @Nullable Integer limit,
    @JsonAlias("simulacro") @Nullable Boolean dryRun) {}
