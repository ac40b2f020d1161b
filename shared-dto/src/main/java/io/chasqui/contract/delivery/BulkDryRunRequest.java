package io.chasqui.contract.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Asks what an act on many deliveries would come to.
 *
 * @param act required: CANCEL, RETRY, CONFIRM or RESCHEDULE
 * @param filter required; which deliveries
 * @param scheduledTime of RESCHEDULE, required there; ISO-8601 instant with offset
 * @param alsoMayHaveArrived of RETRY: whether those are sent again too of which a copy may have
 *     arrived; absent: no
 */
public record BulkDryRunRequest(
    @Nullable String act,
    @Nullable BulkFilter filter,
    @Nullable String scheduledTime,
    @Nullable Boolean alsoMayHaveArrived) {}
