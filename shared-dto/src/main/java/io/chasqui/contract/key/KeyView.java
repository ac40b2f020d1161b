package io.chasqui.contract.key;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param id the part between the two underscores
 * @param name whose key it is
 * @param scopes what it allows
 * @param createdAt when it was made
 * @param expiresAt null: never
 * @param lastUsedAt to the minute; null: never
 * @param revokedAt null: it is not
 */
public record KeyView(
    String id,
    String name,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  public KeyView {
    scopes = List.copyOf(scopes);
  }
}
