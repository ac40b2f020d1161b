package io.chasqui.contract.notification;

import io.chasqui.contract.delivery.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of why.
 *
 * @param at when it was decided
 * @param round counts decisions of one notification from 0
 * @param step what was looked at
 * @param channel that it is about; null: all
 * @param verdict PASS, SKIP, HOLD, DROP, CHOOSE or STOP
 * @param code why; null: there is nothing to say
 * @param until when it holds; null: it is not about a time
 * @param detail a zone and a clock's time, a language or the name of a setting
 */
public record DecisionView(
    Instant at,
    int round,
    String step,
    @Nullable Channel channel,
    String verdict,
    @Nullable String code,
    @Nullable Instant until,
    @Nullable String detail) {}
