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
 * @param toldAt when people were told of it last; null: not yet
 */
public record Alert(
    UUID id,
    String kind,
    String subject,
    String detail,
    Instant raisedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant toldAt) {

  /** One that nobody was told of yet. */
  public Alert(
      UUID id,
      String kind,
      String subject,
      String detail,
      Instant raisedAt,
      @Nullable Instant resolvedAt) {
    this(id, kind, subject, detail, raisedAt, resolvedAt, null);
  }

  Key key() {
    return new Key(kind, subject);
  }

  boolean isOpen() {
    return resolvedAt == null;
  }
}
