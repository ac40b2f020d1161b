package io.chasqui.contract.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a delivery.
 *
 * @param number counts from 1
 * @param startedAt when the worker took the delivery
 * @param endedAt null while it runs
 * @param phase how far it came, or, while it runs, has come at least; null: a version that kept no
 *     phases made it
 * @param outcome null while it runs
 * @param code why it failed, for programs; null when it did not
 * @param detail why it failed, in the provider's words, with addresses masked
 * @param worker the process that made the attempt
 * @param provider whom it went to, {@code sms:main}, the last where it turned from one to another;
 *     absent: a version that did not keep it made the attempt
 */
public record AttemptView(
    int number,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable AttemptPhase phase,
    @Nullable AttemptOutcome outcome,
    @Nullable String code,
    @Nullable String detail,
    String worker,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String provider) {}
