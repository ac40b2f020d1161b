package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many deliveries of one correlation id, for acts on all of them; nobody sends any. */
final class BulkStock {

  /** Of all of them. */
  final String of = "bulk-" + UUID.randomUUID();

  private final ChasquiServer server;
  private final JdbcClient jdbc;

  BulkStock(ChasquiServer server) {
    this.server = server;
    this.jdbc = server.database.jdbc();
  }

  /** The address of their list. */
  String list() {
    return "/console/deliveries?correlationId=" + of;
  }

  /** Those that wait, due tomorrow. */
  List<DeliveryId> waiting(int n) {
    DeliveryRequest one =
        anEmail().withCorrelationId(of).dueAt(Instant.now().plus(Duration.ofDays(1))).build();
    return server.bean(Deliveries.class).scheduleAll(Collections.nCopies(n, one));
  }

  /** Those that have ended so. */
  List<DeliveryId> ended(int n, DeliveryStatus status) {
    List<DeliveryId> ids = waiting(n);
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = :status, completed_at = now(), attempt = 1,
              failure_code = CASE WHEN :status <> 'DELIVERED' THEN 'TEST' END
            WHERE id = ANY (:ids)
            """)
        .param("status", status.name())
        .param("ids", ids.stream().map(DeliveryId::value).toArray(UUID[]::new))
        .update();
    jdbc.sql("UPDATE jobrunr_jobs SET state = 'FAILED' WHERE id = ANY (CAST(:ids AS bpchar[]))")
        .param("ids", ids.stream().map(DeliveryId::toString).toArray(String[]::new))
        .update();
    return ids;
  }

  /** An attempt of it ended, and nobody knows how. */
  void mayHaveArrived(DeliveryId id) {
    jdbc.sql(
            """
            INSERT INTO delivery_attempt (delivery_id, number, worker, started_at, ended_at, outcome)
            VALUES (:id, 1, 'a worker', now(), now(), 'UNKNOWN')
            """)
        .param("id", id.value())
        .update();
  }

  DeliveryStatus status(DeliveryId id) {
    return server.bean(Deliveries.class).find(id).orElseThrow().status();
  }

  /** The ten seconds before acts begin are over. */
  void begin() {
    jdbc.sql("UPDATE bulk_act SET begins_at = now() WHERE state = 'WAITING'").update();
    jdbc.sql("UPDATE bulk_step SET due_at = now() WHERE due_at > now()").update();
    jdbc.sql("NOTIFY chasqui_steps, 'bulk-acts'").update();
  }
}
