package io.chasqui.delivery;

import io.chasqui.contract.delivery.AttemptPhase;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param id of the delivery
 * @param attempt its number; nothing is recorded when it is not the delivery's running one any more
 * @param phase how far it came; null: as it is stored
 * @param outcome what the provider, or a fault of ours, made of it
 * @param countsAsFailure whether it uses up a wait of the channel's retry schedule
 */
public record EndOfAttempt(
    DeliveryId id,
    int attempt,
    @Nullable AttemptPhase phase,
    Outcome outcome,
    boolean countsAsFailure) {}
