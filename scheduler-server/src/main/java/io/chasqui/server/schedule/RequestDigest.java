package io.chasqui.server.schedule;

import io.chasqui.delivery.NewDelivery;

/**
 * Tells requests under one Idempotency-Key apart by what was understood of them, however it was
 * written.
 */
final class RequestDigest {

  private RequestDigest() {}

  /** Begins with the key, which is not stored: without it nobody can look for a known address. */
  static String of(NewDelivery delivery, IdempotencyKey key) {
    return new Sha256()
        .add(key.value())
        .add(delivery.correlationId().value())
        .add(delivery.channel())
        .add(delivery.recipient().kind())
        .add(delivery.recipient().value())
        .add(delivery.subject())
        .add(delivery.message())
        .add(delivery.attachmentName())
        .add(delivery.customerId())
        .add(delivery.onUnknown())
        .add(delivery.scheduledTime())
        .add(delivery.expiresAt())
        .hex();
  }
}
