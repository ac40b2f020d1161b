package io.chasqui.delivery;

/**
 * A running attempt whose worker gives no sign of life.
 *
 * @param delivery due now
 * @param attempt its number, counting from 1
 * @param worker the name of the one that is missed
 */
public record LeftBehind(WaitingDelivery delivery, int attempt, String worker) {}
