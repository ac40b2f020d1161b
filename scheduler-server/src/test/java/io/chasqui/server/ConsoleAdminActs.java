package io.chasqui.server;

import io.chasqui.server.AuditedActsIT.Acting;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What people do on the console's pages of workers, alerts, keys, people and the audit. */
final class ConsoleAdminActs {

  private final ChasquiServer server;
  private final Supplier<Browser> operator;
  private final Supplier<Browser> admin;

  private ConsoleAdminActs(
      ChasquiServer server, Supplier<Browser> operator, Supplier<Browser> admin) {
    this.server = server;
    this.operator = operator;
    this.admin = admin;
  }

  static List<Acting> of(
      ChasquiServer server, Supplier<Browser> operator, Supplier<Browser> admin) {
    return new ConsoleAdminActs(server, operator, admin).all();
  }

  private List<Acting> all() {
    return List.of(
        act(
            "workers/pause",
            "provider.paused",
            "PROVIDER",
            operator,
            () -> "?length=PT1H&note=audited&key=" + provider()),
        act(
            "workers/resume",
            "provider.resumed",
            "PROVIDER",
            operator,
            () -> {
              String provider = provider();
              operator
                  .get()
                  .act("POST", "/console/workers/pause?length=PT1H&note=audited&key=" + provider);
              return "?key=" + provider;
            }),
        act(
            "alerts/set-aside-jobs/delete",
            "set-aside-jobs.deleted",
            "SET_ASIDE_JOBS",
            operator,
            () -> "?until=" + ConsoleAdminStock.jobThatWasSetAside(server)),
        act("admin/keys", "key.created", "KEY", admin, () -> "?scopes=read"),
        new Acting(
            "POST /console/admin/keys/{id}/revoke",
            "key.revoked",
            "KEY",
            () -> {
              var key = server.bean(ApiKeys.class).create(null, Set.of(Scope.READ), null).key();
              String address = "/console/admin/keys/" + key.id() + "/revoke?name=" + key.name();
              return () -> admin.get().act("POST", address);
            }),
        act(
            "admin/people/end-sessions",
            "sessions.ended",
            "PERSON",
            admin,
            () -> {
              new Browser(server).logIn("viewer");
              return "?name=viewer";
            }),
        act("admin/audit/csv", "audit.exported", "AUDIT", admin, () -> ""));
  }

  /**
   * @param query prepares what is acted upon, and names it
   */
  private static Acting act(
      String page, String word, String kind, Supplier<Browser> person, Supplier<String> query) {
    String address = "/console/" + page;
    return new Acting(
        "POST " + address,
        word,
        kind,
        () -> {
          String prepared = address + query.get();
          Supplier<HttpResponse<String>> doing = () -> person.get().act("POST", prepared);
          return doing;
        });
  }

  /** One that a worker tells of. */
  private String provider() {
    String key = "smtp:" + UUID.randomUUID() + ":25";
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO channel_health (
              worker, channel_key, channel, queue, breaker, consecutive_failures, changed_at,
              seen_at)
            VALUES ('email-worker@a:1', :key, 'EMAIL', 'EMAIL', 'CLOSED', 0, now(),
              now() + interval '1 hour')
            """)
        .param("key", key)
        .update();
    return key;
  }
}
