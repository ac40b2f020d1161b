package io.chasqui.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker by its signs of life.
 *
 * @param name of its process, for people
 * @param steadySince since when its signs have come without a gap
 * @param seenAt its last sign, by the database's clock
 * @param lives whether that is younger than what takes it for gone
 * @param version of the application; null: it did not tell
 * @param hands how many deliveries it sends at the same time at the most; null: it did not tell
 * @param ahead by how much its machine's clock is before the database's, less when behind; null: it
 *     did not tell
 * @param sending how many deliveries it has now
 */
public record SeenWorker(
    String name,
    Instant steadySince,
    Instant seenAt,
    boolean lives,
    @Nullable String version,
    @Nullable Integer hands,
    @Nullable Duration ahead,
    int sending) {}
