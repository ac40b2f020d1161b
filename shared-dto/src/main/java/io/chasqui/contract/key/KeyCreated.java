package io.chasqui.contract.key;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new API key, told this one time.
 *
 * @param key the whole key, for {@code Authorization: Bearer}; only a digest of it is kept
 * @param id names it from now on
 * @param name whose key it is, as it was asked for
 * @param scopes what it allows
 * @param createdAt when it was made
 * @param expiresAt null: never
 */
public record KeyCreated(
    String key,
    String id,
    String name,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  public KeyCreated {
    scopes = List.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "KeyCreated[" + id + "]";
  }
}
