package io.chasqui.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a worker process.
 *
 * @param id of this run; a process that is started again has another one
 * @param name for people, in the attempts it makes; at most 128 characters
 * @param version of the application, for people; null: not known
 * @param hands how many deliveries it sends at the same time at the most; null: not known
 */
public record Worker(UUID id, String name, @Nullable String version, @Nullable Integer hands) {

  /** One of which nothing else is known. */
  public Worker(UUID id, String name) {
    this(id, name, null, null);
  }
}
