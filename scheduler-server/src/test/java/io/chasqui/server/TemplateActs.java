package io.chasqui.server;

import io.chasqui.server.AuditedActsIT.Acting;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
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
            Stream.of("/api/event-types", "/api/eventos").flatMap(acts::ofEventTypes))
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

  private HttpResponse<String> put(String address, String body) {
    return server.put(address, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> delete(String address) {
    return server.send(server.request(address).DELETE());
  }
}
