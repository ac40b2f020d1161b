package io.chasqui.server.key;

import io.chasqui.server.api.access.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret.
 *
 * @param id 12 hexadecimal digits
 * @param name whose key it is
 * @param scopes what it allows
 * @param expiresAt from this time on it is refused; null: never
 * @param lastUsedAt to the minute; null: never
 * @param revokedAt null: it is not
 */
public record ApiKey(
    String id,
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  public ApiKey {
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
  }

  /** Whether it allows something; {@link Scope#ADMIN} allows everything. */
  public boolean allows(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }

  boolean isLive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
