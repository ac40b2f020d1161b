package io.chasqui.server.audit.store;

import io.chasqui.platform.db.Times;
import io.chasqui.server.audit.AuditQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A query as SQL. An id is made of its entry's time, to the millisecond at least, so bounds of time
 * are bounds of ids too: by these PostgreSQL knows which months it need not look into.
 */
final class AuditConditions {

  private final StringJoiner conditions = new StringJoiner(" AND ").setEmptyValue("true");
  private final Map<String, Object> params = new HashMap<>();

  AuditConditions(AuditQuery query) {
    add("actor = :actor", "actor", query.actor());
    add("act = :act", "act", query.act());
    add("object_kind = :objectKind", "objectKind", query.objectKind());
    add("object_id = :objectId", "objectId", query.objectId());
    add("correlation_id = :correlationId", "correlationId", query.correlationId());
    add("result = :result", "result", query.result() == null ? null : query.result().name());
    add("id < :olderThan", "olderThan", query.olderThan());
    if (query.from() != null) {
      time("at >= :from", "from", query.from());
      time("id >= first_delivery_id(:begin)", "begin", idsKnow(query.from()));
    }
    if (query.to() != null) {
      time("at < :to", "to", query.to());
      time("id < first_delivery_id(:end)", "end", idsKnow(query.to()).plus(1, ChronoUnit.MILLIS));
    }
  }

  /** No id is of a time before. */
  private static Instant idsKnow(Instant time) {
    return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
  }

  String sql() {
    return conditions.toString();
  }

  Map<String, Object> params() {
    return params;
  }

  private void time(String condition, String param, Instant time) {
    add(condition, param, Times.utc(time));
  }

  private void add(String condition, String param, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      params.put(param, value);
    }
  }
}
