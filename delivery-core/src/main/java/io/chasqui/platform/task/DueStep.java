package io.chasqui.platform.task;

import java.time.Instant;
import java.util.UUID;

/**
 * A step that is due.
 *
 * @param id the key of its row
 * @param number counts the steps of that row, from what the feature began with
 * @param dueAt when it became due
 * @param now the time of the transaction, by the database's clock
 */
public record DueStep(UUID id, long number, Instant dueAt, Instant now) {}
