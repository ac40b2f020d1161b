package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.job.EmailJobs;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.task.StepLoops;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.console.delivery.SavedFilter;
import io.chasqui.server.console.delivery.SavedFilters;
import io.chasqui.server.key.ApiKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.scheduling.cron.CronExpression;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every act of a person or a key leaves one entry in the audit, in its own transaction. Which acts
 * there are says the matrix of access: an address that changes something, and of which nothing is
 * said here, fails.
 */
class AuditedActsIT {

  private static final String MAKES_DELIVERIES =
      "makes deliveries, of which requestedBy says who did; or stores what they carry";

  /** Addresses that leave no entry, each with the reason. */
  private static final Map<String, String> EXEMPT =
      Map.ofEntries(
          entry("POST /api/notify", MAKES_DELIVERIES),
          entry("POST /api/notify/", MAKES_DELIVERIES),
          entry("PUT /api/reports/{correlationId}", MAKES_DELIVERIES),
          entry("POST /api/schedule-email", MAKES_DELIVERIES),
          entry("POST /api/schedule-email/batch", MAKES_DELIVERIES),
          entry("POST /api/schedule-messaging", MAKES_DELIVERIES),
          entry("POST /api/schedule-messaging/batch", MAKES_DELIVERIES),
          entry("POST /api/notifications", MAKES_DELIVERIES),
          entry("POST /api/notificaciones", MAKES_DELIVERIES),
          entry("POST /api/notifications/dry-run", "changes nothing"),
          entry("POST /api/notifications/simulacion", "changes nothing"),
          entry("POST /api/notificaciones/dry-run", "changes nothing"),
          entry("POST /api/notificaciones/simulacion", "changes nothing"),
          entry("POST /api/sms/count", "changes nothing"),
          entry("POST /api/templates/{id}/preview", "changes nothing"),
          entry("POST /api/plantillas/{id}/preview", "changes nothing"),
          entry("POST /api/deliveries/bulk/dry-run", "changes nothing"),
          entry(
              "POST /api/notifications/dead-letters/requeue",
              "has nothing to move without a broker: EventsIT does it"),
          entry(
              "POST /api/notificaciones/descartadas/reencolar",
              "has nothing to move without a broker: EventsIT does it"),
          entry("POST /api/contact", "is for everybody: nobody knows who sends it"),
          entry("POST /api/contact/", "is for everybody: nobody knows who sends it"),
          entry(
              "POST /callbacks/sms/{gateway}/status", "is no person's and no key's, but a peer's"),
          entry(
              "POST /callbacks/sms/{gateway}/inbound", "is no person's and no key's, but a peer's"),
          entry("POST /u/{token}", "is for everybody who has the link: nobody knows who that is"),
          entry("POST /u/{token}/", "is for everybody who has the link: nobody knows who that is"),
          entry("POST /console/find", "changes nothing, and names nobody but who looks"),
          entry("POST /console/recipients/find", "changes nothing, and names nobody but who looks"),
          entry(
              "POST /console/suppressions/find", "changes nothing, and names nobody but who looks"),
          entry("POST /console/reports/{id}/look", "changes nothing, and shows nothing of it"),
          entry("POST /console/schedule", MAKES_DELIVERIES),
          entry("POST /console/schedule/check", "changes nothing"),
          entry("POST /console/preferences", "changes what the person's own browser keeps"),
          entry("POST /password", "nobody has a one-time password here: FirstPersonIT does it"));

  /** Which refuses all entries, or lets their transaction fail when it is all but committed. */
  private static final Map<String, String> NO_ENTRY_CAN_BE_WRITTEN =
      Map.of(
          "at once",
          "CREATE TRIGGER no_entry BEFORE INSERT ON audit_entry FOR EACH STATEMENT"
              + " EXECUTE FUNCTION keep_audit_entries()",
          "at the end",
          "CREATE CONSTRAINT TRIGGER no_entry AFTER INSERT ON audit_entry"
              + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
              + " EXECUTE FUNCTION keep_audit_entries()");

  private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static Browser operator;
  private static Browser admin;

  /** What was begun goes on by itself later, and leaves entries of its own then. */
  @BeforeAll
  static void takeNoSteps() {
    server.bean(StepLoops.class).stop();
  }

  @AfterAll
  static void takeStepsAgain() {
    server.database.jdbc().sql("DELETE FROM bulk_step").update();
    server.bean(StepLoops.class).start();
  }

  @BeforeAll
  static void logIn() {
    operator = Browser.of(server, "operator");
    admin = Browser.of(server, "admin");
  }

  /**
   * Something that can be done.
   *
   * @param address as the matrix of access has it
   * @param word of its entry
   * @param kind of what it is done to
   * @param prepared sees to it that it can be done; what it gives does it
   */
  record Acting(
      String address, String word, String kind, Supplier<Supplier<HttpResponse<String>>> prepared) {

    @Override
    public String toString() {
      return address + " " + word;
    }
  }

  static List<Acting> acts() {
    return Stream.of(
            ofKeysAndDeliveries(),
            ofRecipients(),
            TemplateActs.of(server),
            NotificationActsOf.server(server),
            ofTheDashboard(),
            ofTheConsole(),
            ofListsOnTheConsole(),
            ConsoleAdminActs.of(server, () -> operator, () -> admin),
            DirectoryActs.of(server, () -> operator),
            ofReports())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Acting> ofKeysAndDeliveries() {
    return List.of(
        new Acting(
            "POST /api/keys",
            "key.created",
            "KEY",
            () -> () -> server.post("/api/keys", "{\"scopes\": [\"read\", \"topics\"]}")),
        new Acting("DELETE /api/keys/{id}", "key.revoked", "KEY", AuditedActsIT::revoking),
        new Acting(
            "POST /api/deliveries/bulk", "bulk-act.begun", "BULK_ACT", AuditedActsIT::beginning),
        new Acting(
            "POST /api/deliveries/bulk/{id}/stop",
            "bulk-act.stopped",
            "BULK_ACT",
            () -> {
              String id = idOf(beginning().get());
              return () -> server.post("/api/deliveries/bulk/" + id + "/stop", "");
            }),
        decision("cancel", "cancelled", AuditedActsIT::waiting, ""),
        decision("retry", "retried", AuditedActsIT::cancelled, ""),
        decision("confirm", "confirmed", AuditedActsIT::uncertain, ""),
        decision(
            "reschedule",
            "rescheduled",
            AuditedActsIT::waiting,
            "{\"scheduledTime\": \"" + TOMORROW.plusSeconds(60) + "\"}"));
  }

  private static List<Acting> ofTheConsole() {
    return List.of(
        console("cancel", "cancelled", AuditedActsIT::waiting),
        console("retry", "retried", AuditedActsIT::cancelled),
        console("confirm", "confirmed", AuditedActsIT::uncertain),
        console("reschedule", "rescheduled", AuditedActsIT::waiting),
        console("recipient", "recipient-shown", AuditedActsIT::waiting),
        console("content", "content-shown", AuditedActsIT::waiting),
        console("report", "report-shown", AuditedActsIT::withItsReport));
  }

  private static List<Acting> ofListsOnTheConsole() {
    return List.of(
        page("/console/bulk", "bulk-act.begun", "BULK_ACT", AuditedActsIT::beginningByPage),
        page(
            "/console/bulk/{id}/stop",
            "bulk-act.stopped",
            "BULK_ACT",
            () -> "/console/bulk/" + idOf(beginning().get()) + "/stop"),
        page(
            "/console/deliveries/csv",
            "deliveries.exported",
            "DELIVERY_LIST",
            () -> "/console/deliveries/csv?status=FAILED"),
        page(
            "/console/deliveries/saved",
            "saved-filter.saved",
            "SAVED_FILTER",
            () -> "/console/deliveries/saved?status=FAILED&name=failed"),
        page(
            "/console/deliveries/saved/{id}/remove",
            "saved-filter.removed",
            "SAVED_FILTER",
            () -> "/console/deliveries/saved/" + savedFilter() + "/remove"));
  }

  /** Its form may stand in the query as well. */
  private static Acting page(String address, String word, String kind, Supplier<String> path) {
    return new Acting(
        "POST " + address,
        word,
        kind,
        () -> {
          String prepared = path.get();
          return () -> operator.act("POST", prepared);
        });
  }

  private static String beginningByPage() {
    String correlationId = fresh();
    DeliveryId id =
        server
            .bean(Deliveries.class)
            .schedule(anEmail().withCorrelationId(correlationId).dueAt(TOMORROW).build());
    return "/console/bulk?act=CANCEL&expected=1&expectedAlso=1&until="
        + id
        + "&correlationId="
        + correlationId;
  }

  private static UUID savedFilter() {
    UUID id = UUID.randomUUID();
    server
        .bean(SavedFilters.class)
        .add(new SavedFilter(id, "operator", false, "failed", "status=FAILED"));
    return id;
  }

  private static DeliveryId withItsReport() {
    String correlationId = fresh();
    byte[] pdf = "%PDF-1.7\n%%EOF\n".getBytes(UTF_8);
    assertThat(server.put("/api/reports/" + correlationId, "application/pdf", pdf).statusCode())
        .isEqualTo(201);
    return server
        .bean(Deliveries.class)
        .schedule(anEmail().withCorrelationId(correlationId).dueAt(TOMORROW).build());
  }

  private static List<Acting> ofReports() {
    return List.of(
        new Acting(
            "POST /console/reports/{id}/upload",
            "report.stored",
            "REPORT",
            () -> {
              String id = fresh();
              return () -> operator.upload("/console/reports/" + id + "/upload", "%PDF-1.7");
            }),
        new Acting(
            "POST /console/reports/{id}/pdf",
            "report.opened",
            "REPORT",
            () -> {
              String id = fresh();
              server.put("/api/reports/" + id, "application/pdf", "%PDF-1.7".getBytes(UTF_8));
              return () -> operator.act("POST", "/console/reports/" + id + "/pdf");
            }));
  }

  private static List<Acting> ofTheDashboard() {
    return List.of(
        dashboard("DELETE", "delivery.cancelled", "DELIVERY", () -> "/jobs/" + waiting()),
        dashboard("DELETE", "job.deleted", "JOB", () -> "/jobs/" + endedWithItsJobLeft()),
        dashboard(
            "POST", "delivery.retried", "DELIVERY", () -> "/jobs/" + cancelled() + "/requeue"),
        dashboard("POST", "job.requeued", "JOB", () -> "/jobs/" + waiting() + "/requeue"),
        dashboard(
            "DELETE",
            "problem.dismissed",
            "PROBLEM",
            () -> "/problems/cpu-allocation-irregularity"),
        dashboard(
            "DELETE",
            "recurring-job.deleted",
            "RECURRING_JOB",
            () -> "/recurring-jobs/" + recurring()));
  }

  /** Over both names of the directory, and of what its recipients want. */
  private static List<Acting> ofRecipients() {
    return Stream.concat(
            Stream.of("/api/recipients", "/api/destinatarios")
                .flatMap(at -> Stream.concat(ofDirectory(at), ofBrowsers(at))),
            Stream.concat(
                Stream.of("/api/preferences", "/api/preferencias")
                    .map(AuditedActsIT::ofPreferences),
                ofSuppressions()))
        .toList();
  }

  private static Stream<Acting> ofBrowsers(String at) {
    String all = at + "/{id}/push-subscriptions";
    return Stream.of(
        new Acting(
            "POST " + all,
            "recipient.push-subscription-added",
            "RECIPIENT",
            () -> {
              String address = all.replace("{id}", recipient());
              String browser = PushServer.subscription("https://push.example/" + fresh());
              return () -> server.post(address, browser);
            }),
        new Acting(
            "DELETE " + all + "/{subscriptionId}",
            "recipient.push-subscription-removed",
            "RECIPIENT",
            () -> {
              String address = all.replace("{id}", recipient());
              HttpResponse<String> made =
                  server.post(address, PushServer.subscription("https://push.example/" + fresh()));
              String id = made.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
              return () -> server.send(server.request(address + "/" + id).DELETE());
            }));
  }

  private static Stream<Acting> ofSuppressions() {
    return Stream.of(
        new Acting(
            "POST /api/suppressions",
            "suppression.added",
            "SUPPRESSION",
            () -> () -> server.post("/api/suppressions", suppression())),
        new Acting(
            "DELETE /api/suppressions/{id}",
            "suppression.removed",
            "SUPPRESSION",
            () -> {
              String id = idOf(server.post("/api/suppressions", suppression()));
              return () -> server.send(server.request("/api/suppressions/" + id).DELETE());
            }),
        new Acting(
            "POST /api/suppressions/import",
            "suppressions.imported",
            "SUPPRESSIONS",
            () ->
                () ->
                    server.postAs(
                        "text/csv",
                        "/api/suppressions/import",
                        "channel,address,reason\nEMAIL," + fresh() + "@example.com,MANUAL\n")));
  }

  private static Supplier<HttpResponse<String>> beginning() {
    String correlationId = fresh();
    DeliveryId id =
        server
            .bean(Deliveries.class)
            .schedule(anEmail().withCorrelationId(correlationId).dueAt(TOMORROW).build());
    String body =
        """
        {"act": "CANCEL", "filter": {"correlationId": "%s"}, "untilId": "%s", "expected": 1}
        """
            .formatted(correlationId, id);
    return () -> server.post("/api/deliveries/bulk", body);
  }

  private static String suppression() {
    return "{\"channel\": \"EMAIL\", \"address\": \"" + fresh() + "@example.com\"}";
  }

  private static String idOf(HttpResponse<String> answer) {
    return answer.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private static Stream<Acting> ofDirectory(String at) {
    return Stream.of(
        recipient("POST", at, "added", id -> ""),
        recipient("PUT", at + "/{id}", "changed", id -> ""),
        recipient("PATCH", at + "/{id}", "changed", id -> ""),
        recipient("DELETE", at + "/{id}", "erased", id -> ""),
        recipient(
            "POST", at + "/{id}/merge", "merged", id -> "{\"from\": \"" + recipient() + "\"}"),
        webhook("PUT", at, "", "registered"),
        webhook("DELETE", at, "", "removed"),
        webhook("POST", at, "/rotate", "rotated"),
        webhook("POST", at, "/enable", "enabled"),
        webhook("POST", at, "/test", "tested"),
        new Acting(
            "POST " + at + "/import",
            "recipients.imported",
            "DIRECTORY",
            () -> () -> server.postAs("text/csv", at + "/import", "externalId\n" + fresh())));
  }

  private static Acting ofPreferences(String at) {
    return recipient(
        "PUT", at + "/{id}", "preferences-changed", id -> "{\"blockedChannels\": [\"SMS\"]}");
  }

  /**
   * @param body of one recipient; empty: it is another one's profile
   */
  private static Acting recipient(
      String method, String address, String done, UnaryOperator<String> body) {
    return new Acting(
        method + " " + address,
        "recipient." + done,
        "RECIPIENT",
        () -> {
          String id = address.endsWith("s") ? "" : recipient();
          String said = body.apply(id);
          HttpRequest.Builder request =
              server
                  .request(address.replace("{id}", id), "Content-Type", typeOf(method))
                  .method(
                      method,
                      method.equals("DELETE")
                          ? HttpRequest.BodyPublishers.noBody()
                          : HttpRequest.BodyPublishers.ofString(
                              said.isEmpty() ? "{\"externalId\": \"" + fresh() + "\"}" : said));
          return () -> server.send(request);
        });
  }

  /** Its address leads nowhere: a test that is answered by nobody is one too. */
  private static Acting webhook(String method, String at, String act, String done) {
    String address = at + "/{id}/webhook";
    return new Acting(
        method + " " + address + act,
        "recipient.webhook-" + done,
        "RECIPIENT",
        () -> {
          String webhook = address.replace("{id}", recipient());
          byte[] body = "{\"url\": \"https://nowhere.invalid/in\"}".getBytes(UTF_8);
          assertThat(server.put(webhook, "application/json", body).statusCode()).isEqualTo(200);
          return () ->
              method.equals("PUT")
                  ? server.put(webhook, "application/json", body)
                  : server.send(
                      server
                          .request(webhook + act)
                          .method(method, HttpRequest.BodyPublishers.noBody()));
        });
  }

  private static String typeOf(String method) {
    return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
  }

  private static String recipient() {
    UUID id = UUID.randomUUID();
    HttpResponse<String> made =
        server.put("/api/recipients/" + id, "application/json", "{}".getBytes(UTF_8));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return id.toString();
  }

  private static String fresh() {
    return "audited-" + UUID.randomUUID();
  }

  @Test
  void ofEveryAddressThatChangesSomethingItIsKnownWhatItLeaves() {
    Set<String> known =
        Stream.concat(acts().stream().map(Acting::address), EXEMPT.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> changing =
        new GoldenFile("access-matrix.txt")
            .lines().stream()
                .map(line -> line.split(" +"))
                .filter(words -> !Set.of("GET", "HEAD").contains(words[0]))
                .map(words -> words[0] + " " + words[1])
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(changing)
        .as("an act of a new address writes an entry (io.chasqui.server.audit), and is done here")
        .isEqualTo(known);
  }

  @ParameterizedTest
  @MethodSource("acts")
  void anActLeavesOneEntry(Acting acting) {
    Supplier<HttpResponse<String>> act = acting.prepared().get();
    int before = entries();

    HttpResponse<String> answer = act.get();

    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 303);
    assertThat(entries()).isEqualTo(before + 1);
    boolean isOnTheConsole = acting.address().contains("/console/");
    boolean isByPerson = isOnTheConsole || acting.address().contains("dashboard");
    String pages = isOnTheConsole ? "CONSOLE" : "DASHBOARD";
    assertThat(newest())
        .containsEntry("act", acting.word())
        .containsEntry("object_kind", acting.kind())
        .containsEntry("actor_kind", isByPerson ? "PERSON" : "KEY")
        .containsEntry("via", isByPerson ? pages : "API")
        .containsEntry("result", "DONE")
        .containsEntry("address", "127.0.0.1")
        .hasEntrySatisfying("object_id", id -> assertThat(id).isNotNull())
        .hasEntrySatisfying("key_id", id -> assertThat(id == null).isEqualTo(isByPerson))
        .hasEntrySatisfying(
            "request_id",
            id ->
                assertThat(id)
                    .isEqualTo(answer.headers().firstValue("X-Correlation-Id").orElseThrow()));
    if (isByPerson) {
      boolean isForAdmins = acting.address().contains("/console/admin/");
      assertThat(newest()).containsEntry("actor", isForAdmins ? "admin" : "operator");
    }
  }

  static Stream<Acting> actsOnTables() {
    Set<String> othersKinds = Set.of("PROBLEM", "DIRECTORY", "SUPPRESSIONS");
    return acts().stream().filter(acting -> !othersKinds.contains(acting.kind()));
  }

  @ParameterizedTest
  @MethodSource("actsOnTables")
  void whatCannotBeRecordedIsNotDone(Acting acting) {
    for (var refusal : NO_ENTRY_CAN_BE_WRITTEN.entrySet()) {
      Supplier<HttpResponse<String>> act = acting.prepared().get();
      String before = everything();
      int entriesBefore = entries();
      sql(refusal.getValue());

      HttpResponse<String> answer = act.get();

      assertThat(answer.statusCode()).as(refusal.getKey() + answer.body()).isGreaterThan(499);
      assertThat(everything()).as(refusal.getKey()).isEqualTo(before);
      assertThat(entries()).as(refusal.getKey()).isEqualTo(entriesBefore);
      letEntriesBeWritten();
    }
  }

  /** Its answer has begun by then, and tells of each row. */
  @Test
  void anImportThatCannotBeRecordedStoresNothing() {
    for (String refusal : NO_ENTRY_CAN_BE_WRITTEN.values()) {
      String before = everything();
      sql(refusal);

      server.postAs("text/csv", "/api/recipients/import", "externalId\n" + fresh());

      assertThat(everything()).isEqualTo(before);
      letEntriesBeWritten();
    }
  }

  @Test
  void whoeverTakesTheWholeDirectoryLeavesAnEntry() {
    server.get("/api/recipients/export");

    assertThat(newest()).containsEntry("act", "recipients.exported");
  }

  @Test
  void nobodyIsLetInOfWhomThatCannotBeRecorded() {
    for (String refusal : NO_ENTRY_CAN_BE_WRITTEN.values()) {
      sql(refusal);
      Browser browser = new Browser(server);

      assertThat(browser.logIn("viewer", ChasquiServer.PASSWORD).uri().toString())
          .endsWith("/login?error");

      assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
      letEntriesBeWritten();
    }
    new Browser(server).logIn("viewer");
  }

  @AfterEach
  void letEntriesBeWritten() {
    sql("DROP TRIGGER IF EXISTS no_entry ON audit_entry");
  }

  @Test
  void whatIsNotDoneLeavesNoEntry() {
    String name = "{\"name\": \"audited-thrice\", \"scopes\": [\"read\"]}";
    server.post("/api/keys", name);
    server.post("/api/keys", name);
    DeliveryId cancelled = cancelled();
    int before = entries();

    assertThat(server.post("/api/keys", name).statusCode()).isEqualTo(409);
    assertThat(server.post("/api/keys", "{}").statusCode()).isEqualTo(400);
    assertThat(server.post("/api/deliveries/" + cancelled + "/cancel", "").statusCode())
        .isEqualTo(409);
    assertThat(server.send(server.request("/api/keys/000000000000").DELETE()).statusCode())
        .isEqualTo(404);
    assertThat(operator.act("DELETE", "/dashboard/api/recurring-jobs/none").statusCode())
        .isEqualTo(404);
    assertThat(operator.act("DELETE", "/dashboard/api/problems/none").statusCode()).isEqualTo(400);
    assertThat(
            Browser.of(server, "viewer")
                .act("DELETE", "/dashboard/api/jobs/" + cancelled)
                .statusCode())
        .isEqualTo(403);

    assertThat(entries()).as("but for the login of the last one").isEqualTo(before + 1);
  }

  /**
   * What triggering a recurring job does. Over the dashboard nobody can: a recurring job of ours
   * there is not, and others cannot be read.
   */
  @Test
  void aJobThatIsMadeOnTheDashboardLeavesAnEntry() {
    recurring();
    int before = entries();
    assertThat(operator.act("POST", "/dashboard/api/recurring-jobs/nightly/trigger").statusCode())
        .isEqualTo(500);
    assertThat(entries()).isEqualTo(before);
    operator.act("DELETE", "/dashboard/api/recurring-jobs/nightly");
    Job job = new Job(sending());

    server.bean(StorageProvider.class).save(job);

    assertThat(newest())
        .containsEntry("act", "job.created")
        .containsEntry("object_id", job.getId().toString());
  }

  /** The same over the API and over JobRunr's dashboard. */
  @Test
  void aDecisionSaysWhatItChangedOverWhateverItWasMade() {
    DeliveryId first = waiting();
    server.post("/api/deliveries/" + first + "/cancel", "");
    Map<String, Object> overTheApi = newest();
    DeliveryId second = waiting();
    operator.act("DELETE", "/dashboard/api/jobs/" + second);
    Map<String, Object> overTheDashboard = newest();

    for (String column : List.of("act", "object_kind", "correlation_id", "details")) {
      assertThat(overTheApi.get(column)).as(column).isEqualTo(overTheDashboard.get(column));
    }
    assertThat(overTheApi)
        .containsEntry("object_id", first.toString())
        .containsEntry("correlation_id", "audited")
        .containsEntry(
            "details",
            "{\"after\": {\"status\": \"CANCELLED\"}, \"before\": {\"status\": \"SCHEDULED\"}}");
  }

  private static Supplier<Supplier<HttpResponse<String>>> of(
      Supplier<DeliveryId> delivery, String decision, String body) {
    return () -> {
      DeliveryId id = delivery.get();
      return () -> server.post("/api/deliveries/" + id + "/" + decision, body);
    };
  }

  private static Acting decision(
      String decision, String done, Supplier<DeliveryId> delivery, String body) {
    return new Acting(
        "POST /api/deliveries/{id}/" + decision,
        "delivery." + done,
        "DELIVERY",
        of(delivery, decision, body));
  }

  private static Acting console(String act, String done, Supplier<DeliveryId> delivery) {
    String pages = "/console/deliveries/";
    return new Acting(
        "POST " + pages + "{id}/" + act,
        "delivery." + done,
        "DELIVERY",
        () -> {
          String address = pages + delivery.get() + "/" + act;
          return () -> operator.act("POST", address);
        });
  }

  private static Acting dashboard(String method, String word, String kind, Supplier<String> path) {
    return new Acting(
        method + " /dashboard/api/**",
        word,
        kind,
        () -> {
          String prepared = path.get();
          return () -> operator.act(method, "/dashboard/api" + prepared);
        });
  }

  private static Supplier<HttpResponse<String>> revoking() {
    String id = server.bean(ApiKeys.class).create(null, Set.of(Scope.READ), null).key().id();
    return () -> server.send(server.request("/api/keys/" + id).DELETE());
  }

  private static DeliveryId waiting() {
    return server
        .bean(Deliveries.class)
        .schedule(anEmail().withCorrelationId("audited").dueAt(TOMORROW).build());
  }

  private static DeliveryId cancelled() {
    DeliveryId id = waiting();
    server.bean(Deliveries.class).cancel(id);
    return id;
  }

  private static DeliveryId uncertain() {
    return inState(
        "status = 'UNCERTAIN', completed_at = now(), failure_code = 'NO_ANSWER'", waiting());
  }

  private static DeliveryId endedWithItsJobLeft() {
    return inState("status = 'DELIVERED', completed_at = now()", waiting());
  }

  private static DeliveryId inState(String set, DeliveryId id) {
    server
        .database
        .jdbc()
        .sql("UPDATE delivery_state SET " + set + " WHERE id = :id")
        .param("id", id.value())
        .update();
    return id;
  }

  private static String recurring() {
    RecurringJob job =
        new RecurringJob(
            "nightly",
            sending(),
            new CronExpression("0 0 * * *"),
            ZoneOffset.UTC,
            RecurringJob.CreatedBy.API);
    server.bean(StorageProvider.class).saveRecurringJob(job);
    return job.getId();
  }

  private static JobDetails sending() {
    JobParameter delivery = new JobParameter(UUID.class, DeliveryId.fresh().value());
    return new JobDetails(EmailJobs.class.getName(), null, "deliver", List.of(delivery));
  }

  private static int entries() {
    return server.database.count("audit_entry");
  }

  private static Map<String, Object> newest() {
    return server
        .database
        .jdbc()
        .sql(
            "SELECT actor_kind, actor, key_id, address, via, act, object_kind, object_id,"
                + " correlation_id, request_id, result, details::text AS details"
                + " FROM audit_entry ORDER BY id DESC LIMIT 1")
        .query()
        .singleRow();
  }

  /** What acts change. */
  private static String everything() {
    return server
        .database
        .jdbc()
        .sql(
            """
            SELECT concat_ws(E'\\n',
              (SELECT string_agg(concat_ws(' ', id, revoked_at), ', ' ORDER BY id) FROM api_key),
              (SELECT string_agg(concat_ws(' ', id, status, due_at), ', ' ORDER BY id)
                FROM delivery_state),
              (SELECT string_agg(concat_ws(' ', id, state, version), ', ' ORDER BY id)
                FROM jobrunr_jobs),
              (SELECT string_agg(id, ', ' ORDER BY id) FROM jobrunr_recurring_jobs),
              (SELECT string_agg(concat_ws(' ', id, version), ', ' ORDER BY id) FROM recipient),
              (SELECT string_agg(id::text, ', ' ORDER BY id) FROM suppression),
              (SELECT string_agg(concat_ws(' ', channel_key, paused_until), ', '
                ORDER BY channel_key) FROM channel_pause),
              (SELECT string_agg(id::text, ', ' ORDER BY id) FROM job_quarantine),
              (SELECT string_agg(category::text, ', ' ORDER BY name) FROM category),
              (SELECT string_agg(concat_ws(' ', name, version), ', ' ORDER BY name) FROM event_type),
              (SELECT string_agg(concat_ws(' ', id, status, sha256), ', ' ORDER BY id)
                FROM template))
            """)
        .query(String.class)
        .single();
  }

  private static void sql(String statement) {
    server.database.jdbc().sql(statement).update();
  }
}
