package io.chasqui.contract.key;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new API key, told this one time.
 *
 * @param key the whole key, for {@code Authorization: Bearer}; only a digest of it is kept
 * @param id names it from now on
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
