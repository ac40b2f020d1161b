package io.chasqui.report;

import io.chasqui.platform.CorrelationId;
import java.time.Instant;

/**
 * What is known of a report that was stored through this server.
 *
 * @param id names it
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 * @param storedAt the last time
 */
public record KnownReport(CorrelationId id, long size, String sha256, Instant storedAt) {}
