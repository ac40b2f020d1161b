package io.chasqui.server.audit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.audit.ActObject;
import io.chasqui.contract.audit.ActResult;
import io.chasqui.contract.audit.ActorKind;
import io.chasqui.contract.audit.ActorView;
import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.platform.TemporarilyUnavailable;
import io.chasqui.platform.db.MissingPartition;
import io.chasqui.platform.db.Times;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.audit.AuditEntries;
import io.chasqui.server.audit.AuditQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditEntryStore implements AuditEntries {

  private static final ObjectMapper json = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  AuditEntryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Not the time at which the transaction began: its entries are in their order. */
  @Override
  public void add(Actor actor, Act act, @Nullable String requestId) {
    try {
      jdbc.sql(
              """
              INSERT INTO audit_entry (
                id, at, actor_kind, actor, key_id, address, via, act, object_kind, object_id,
                correlation_id, request_id, result, details)
              SELECT audit_entry_id(at), at, :actorKind, :actor, :keyId, :address, :via, :act,
                :objectKind, :objectId, :correlationId, :requestId, :result, :details::jsonb
              FROM clock_timestamp() AS at
              """)
          .param("actorKind", actor.kind().name())
          .param("actor", actor.name())
          .param("keyId", actor.keyId())
          .param("address", actor.address())
          .param("via", actor.via())
          .param("act", act.word())
          .param("objectKind", act.object().kind())
          .param("objectId", act.object().id())
          .param("correlationId", act.correlationId())
          .param("requestId", requestId)
          .param("result", act.result().name())
          .param("details", written(act.details()))
          .update();
    } catch (DataIntegrityViolationException e) {
      throw MissingPartition.isMeantBy(e) ? noMonth(e) : e;
    }
  }

  private static TemporarilyUnavailable noMonth(DataIntegrityViolationException refusal) {
    return new TemporarilyUnavailable(
        "There is no month for entries of the audit, so nothing can be done that needs one. See"
            + " why the months were not made (alert PARTITION_MISSING)",
        refusal);
  }

  @Override
  public List<AuditEntryView> list(AuditQuery query) {
    AuditConditions conditions = new AuditConditions(query);
    return jdbc.sql(
            """
            SELECT id, at, actor_kind, actor, key_id, address, via, act, object_kind, object_id,
              correlation_id, request_id, result, details
            FROM audit_entry
            WHERE %s
            ORDER BY id DESC
            LIMIT :limit
            """
                .formatted(conditions.sql()))
        .params(conditions.params())
        .param("limit", query.limit())
        .query((row, number) -> view(row))
        .list();
  }

  private static AuditEntryView view(ResultSet row) throws SQLException {
    return new AuditEntryView(
        row.getObject("id", UUID.class),
        Times.instant(row, "at"),
        new ActorView(
            ActorKind.valueOf(row.getString("actor_kind")),
            row.getString("actor"),
            row.getString("key_id"),
            row.getString("address")),
        row.getString("via"),
        row.getString("act"),
        new ActObject(row.getString("object_kind"), row.getString("object_id")),
        row.getString("correlation_id"),
        row.getString("request_id"),
        ActResult.valueOf(row.getString("result")),
        read(row.getString("details")));
  }

  private static String written(Map<String, Object> details) {
    try {
      return json.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("details that cannot be written", e);
    }
  }

  private static Map<String, Object> read(String details) {
    try {
      return json.readValue(details, DETAILS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details that cannot be read", e);
    }
  }
}
