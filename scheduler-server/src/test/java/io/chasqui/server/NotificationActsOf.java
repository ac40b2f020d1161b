package io.chasqui.server;

import io.chasqui.server.AuditedActsIT.Acting;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What people and keys do to notifications, at all addresses of each. */
final class NotificationActsOf {

  private final ChasquiServer server;
  private final NotificationDesk desk;

  private NotificationActsOf(ChasquiServer server) {
    this.server = server;
    this.desk = new NotificationDesk(server);
  }

  static List<Acting> server(ChasquiServer server) {
    NotificationActsOf acts = new NotificationActsOf(server);
    return Stream.of("/api/notifications", "/api/notificaciones").flatMap(acts::at).toList();
  }

  private Stream<Acting> at(String address) {
    return Stream.of(
        act(address, "retry", "retried", this::failed),
        act(address, "reintentar", "retried", this::failed),
        act(address, "cancel", "cancelled", this::made),
        act(address, "cancelar", "cancelled", this::made),
        act(address, "delivered", "delivered", this::uncertain),
        act(address, "entregada", "delivered", this::uncertain));
  }

  private static String body(String act) {
    return act.equals("delivered") || act.equals("entregada")
        ? "{\"providerMessageId\": \"p\"}"
        : "";
  }

  private Acting act(String address, String act, String done, Supplier<String> prepared) {
    return new Acting(
        "POST " + address + "/{id}/" + act,
        "notification." + done,
        "NOTIFICATION",
        () -> {
          String path = address + "/" + prepared.get() + "/" + act;
          return () -> server.post(path, body(act));
        });
  }

  private String made() {
    String event = NotificationDesk.event();
    desk.template(event, "EMAIL", "Hola");
    HttpResponse<String> made =
        desk.post(
            "/api/notifications",
            "{'recipientId': '" + desk.somebody() + "', 'event': '" + event + "', 'data': {}}");
    return NotificationDesk.read(made.body()).path("id").asText();
  }

  private String failed() {
    String id = made();
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state
            SET status = 'FAILED', completed_at = now(), failure_code = 'SEND_FAILED'
            WHERE id IN (
              SELECT delivery_id FROM notification_delivery WHERE notification_id = :id)
            """)
        .param("id", UUID.fromString(id))
        .update();
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE notification SET status = 'FAILED', reason = 'SEND_FAILED', completed_at = now()
            WHERE id = :id
            """)
        .param("id", UUID.fromString(id))
        .update();
    return id;
  }

  /** It arrived, and nobody knew by which name. */
  private String uncertain() {
    String id = made();
    server
        .database
        .jdbc()
        .sql("UPDATE notification SET status = 'DELIVERED', completed_at = now() WHERE id = :id")
        .param("id", UUID.fromString(id))
        .update();
    return id;
  }
}
