package io.chasqui.delivery;

/**
 * Where an attempt asks whether it may give its peer the message's last byte. A worker that was
 * frozen, or taken for lost, is told here that it may not.
 */
public interface SendFence {

  /**
   * Asks for an attempt, and stores that it may. What several threads ask at the same time may
   * share a commit.
   */
  SendPermission lastByte(DeliveryId id, int attempt);

  /**
   * Asks again for an attempt that was allowed to, when its worker has come too late to make use of
   * that. Stores nothing.
   */
  SendPermission lastByteAgain(DeliveryId id, int attempt);
}
