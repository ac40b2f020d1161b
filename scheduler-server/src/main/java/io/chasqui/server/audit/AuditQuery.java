package io.chasqui.server.audit;

import io.chasqui.contract.audit.ActResult;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list; a null part does not restrict.
 *
 * @param actor the name of a key or an account, or the login of a person
 * @param act its word
 * @param objectKind what kind of thing was acted upon
 * @param objectId which one; null: any of its kind
 * @param correlationId of what it was about
 * @param result what came of it
 * @param from at or after
 * @param to before
 * @param olderThan before this one: the end of the page before
 * @param limit at most so many
 */
public record AuditQuery(
    @Nullable String actor,
    @Nullable String act,
    @Nullable String objectKind,
    @Nullable String objectId,
    @Nullable String correlationId,
    @Nullable ActResult result,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable UUID olderThan,
    int limit) {

  /** The same query for at most {@code newLimit} entries. */
  AuditQuery withLimit(int newLimit) {
    return new AuditQuery(
        actor, act, objectKind, objectId, correlationId, result, from, to, olderThan, newLimit);
  }
}
