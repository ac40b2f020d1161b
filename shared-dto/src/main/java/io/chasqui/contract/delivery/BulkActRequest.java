package io.chasqui.contract.delivery;

import io.chasqui.contract.constraint.OneLine;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Begins an act on many deliveries after its dry run.
 *
 * @param act as in the dry run
 * @param filter as in the dry run
 * @param scheduledTime as in the dry run
 * @param alsoMayHaveArrived as in the dry run
 * @param untilId required: of the dry run; later deliveries are left alone
 * @param expected required: {@code wanted} of the dry run
 * @param perSecond at most so many deliveries a second, 1-10000; absent: 50 of RETRY, of others as
 *     fast as it goes
 * @param reason why; required for more than 100 deliveries, at most 500 characters
 */
public record BulkActRequest(
    @Nullable String act,
    @Nullable BulkFilter filter,
    @Nullable String scheduledTime,
    @Nullable Boolean alsoMayHaveArrived,
    @Nullable String untilId,
    @Nullable Integer expected,
    @Nullable Integer perSecond,
    @OneLine @Size(max = 500) @Nullable String reason) {}
