package io.chasqui.server;

import io.chasqui.server.AuditedActsIT.Acting;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What people and keys do to categories, event types and templates, at both addresses of each. */
final class TemplateActs {

  private final ChasquiServer server;

  private TemplateActs(ChasquiServer server) {
    this.server = server;
  }

  static List<Acting> of(ChasquiServer server) {
    TemplateActs acts = new TemplateActs(server);
    return Stream.concat(
            Stream.of("/api/categories", "/api/categorias").flatMap(acts::ofCategories),
            Stream.concat(
                Stream.of("/api/event-types", "/api/eventos").flatMap(acts::ofEventTypes),
                Stream.of("/api/templates", "/api/plantillas").flatMap(acts::ofTemplates)))
        .toList();
  }

  private Stream<Acting> ofCategories(String at) {
    return Stream.of(
        new Acting(
            "PUT " + at + "/{id}",
            "category.changed",
            "CATEGORY",
            () -> {
              String address = at + "/audited-" + UUID.randomUUID();
              return () -> put(address, "{\"mandatory\": true}");
            }),
        new Acting(
            "DELETE " + at + "/{id}",
            "category.removed",
            "CATEGORY",
            () -> {
              String address = at + "/audited-" + UUID.randomUUID();
              put(address, "{}");
              return () -> delete(address);
            }));
  }

  private Stream<Acting> ofEventTypes(String at) {
    return Stream.of(
        new Acting(
            "PUT " + at + "/{id}",
            "event-type.changed",
            "EVENT_TYPE",
            () -> {
              String address = at + "/Audited." + UUID.randomUUID();
              return () -> put(address, "{}");
            }),
        new Acting(
            "DELETE " + at + "/{id}",
            "event-type.removed",
            "EVENT_TYPE",
            () -> {
              String address = at + "/Audited." + UUID.randomUUID();
              put(address, "{}");
              return () -> delete(address);
            }));
  }

  private Stream<Acting> ofTemplates(String at) {
    return Stream.of(
        new Acting(
            "POST " + at,
            "template.created",
            "TEMPLATE",
            () -> () -> server.post(at, draft("A" + UUID.randomUUID()))),
        new Acting(
            "PUT " + at + "/{id}",
            "template.edited",
            "TEMPLATE",
            () -> {
              String id = made();
              return () -> put(at + "/" + id, draft(id.split("\\.")[0]).replace("Said", "Else"));
            }),
        template(at, "submit", "submitted", this::made),
        template(at, "approve", "approved", this::submitted),
        template(at, "reject", "rejected", this::submitted),
        template(at, "activate", "activated", this::approved),
        template(at, "retire", "retired", this::approved),
        new Acting(
            "POST " + at + "/{id}/test",
            "template.tested",
            "TEMPLATE",
            () -> {
              String address = at + "/" + made() + "/test";
              return () -> server.post(address, "{\"email\": \"me@example.com\"}");
            }));
  }

  private Acting template(String at, String act, String done, Supplier<String> prepared) {
    return new Acting(
        "POST " + at + "/{id}/" + act,
        "template." + done,
        "TEMPLATE",
        () -> {
          String address = at + "/" + prepared.get() + "/" + act;
          return () -> server.post(address, "{}");
        });
  }

  /** By somebody else, so that whoever acts later may approve it. */
  private String made() {
    HttpResponse<String> made =
        server.post("/api/templates", draft("A" + UUID.randomUUID()), "Authorization", other());
    return made.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private String submitted() {
    String id = made();
    server.post("/api/templates/" + id + "/submit", "{}", "Authorization", other());
    return id;
  }

  private String approved() {
    String id = submitted();
    server.post("/api/templates/" + id + "/approve", "{}");
    return id;
  }

  private String other() {
    ApiKeys keys = server.bean(ApiKeys.class);
    return "Bearer " + keys.create(null, Set.of(Scope.TEMPLATES), null).text();
  }

  private static String draft(String event) {
    return """
    {"event": "%s", "channel": "EMAIL", "locale": "es", "subject": "Said", "text": "x"}
    """
        .formatted(event);
  }

  private HttpResponse<String> put(String address, String body) {
    return server.put(address, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> delete(String address) {
    return server.send(server.request(address).DELETE());
  }
}
