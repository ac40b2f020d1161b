package io.chasqui.server.status.alert;

import io.chasqui.server.status.alert.AlertCondition.Key;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it is stored.
 *
 * @param kind its name
 * @param resolvedAt null: it is open
 */
public record Alert(
    UUID id,
    String kind,
    String subject,
    String detail,
    Instant raisedAt,
    @Nullable Instant resolvedAt) {

  Key key() {
    return new Key(kind, subject);
  }

  boolean isOpen() {
    return resolvedAt == null;
  }
}
