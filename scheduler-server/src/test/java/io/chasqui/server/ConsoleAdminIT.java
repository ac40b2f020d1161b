package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.audit.AuditTrail;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.security.OpenSessions;
import io.chasqui.server.status.alert.AlertCheck;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** Workers, alerts, keys, the audit and people: what each page shows, and what is done there. */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleAdminIT {

  private static final String PROVIDER = ConsoleAdminStock.PROVIDER;
  private static final String PROVIDER_PAGE = "/console/workers/provider?key=" + PROVIDER;
  private static final Pattern KEY = Pattern.compile("chq_([0-9a-f]{12})_[0-9a-f]{64}");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private ConsoleStock stock;

  @BeforeEach
  void stock() {
    server.reset();
    stock = ConsoleStock.in(server);
    stock.openAlert();
    stock.workerThatCannotSend();
    ConsoleAdminStock.worker(server);
  }

  @Test
  void workersAreShownWithWhatTheyTell() {
    assertThat(loggedIn("viewer").open("/console/workers").body())
        .contains(
            "email-worker@host-1:4711", "version 1.2.3", "0 of 16", "1\u00a0s behind", PROVIDER)
        .contains("does not work", "AUTHENTICATION_FAILED")
        .doesNotContain(ConsoleStock.RECIPIENT);
  }

  @Test
  void aProviderIsPausedByWhoeverSaysWhyAndGoesOnBeforeItsTime() {
    Browser operator = loggedIn("operator");
    operator.open(PROVIDER_PAGE);

    HttpResponse<String> paused =
        operator.send(
            "/console/workers/pause", "key", PROVIDER, "length", "PT4H", "note", "Relay is moved");

    assertThat(paused.previousResponse().orElseThrow().statusCode()).isEqualTo(303);
    assertThat(paused.body()).contains("is paused until", "Relay is moved", "operator");
    assertThat(pause()).isEqualTo("PAUSED_BY_PERSON operator Relay is moved");
    assertThat(newestAct()).isEqualTo("operator CONSOLE provider.paused " + PROVIDER + " DONE");
    assertThat(loggedIn("viewer").open(PROVIDER_PAGE).body())
        .contains("Relay is moved")
        .doesNotContain("action=\"/console/workers/");

    HttpResponse<String> resumed = operator.send("/console/workers/resume", "key", PROVIDER);

    assertThat(resumed.body()).contains("The pause of " + PROVIDER + " is over");
    assertThat(pause()).isEqualTo("none");
    assertThat(newestAct()).isEqualTo("operator CONSOLE provider.resumed " + PROVIDER + " DONE");
    int before = entries();
    assertThat(operator.send("/console/workers/resume", "key", PROVIDER).body())
        .contains("is not paused any more");
    assertThat(entries()).as("nothing was changed").isEqualTo(before);
  }

  @Test
  void whatMetThePauseIsDueWhenItEnds() {
    Browser operator = loggedIn("operator");
    operator.open(PROVIDER_PAGE);
    operator.send("/console/workers/pause", "key", PROVIDER, "length", "PT4H", "note", "Moved");
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state SET failure_code = 'PAUSED_BY_PERSON',
              due_at = (SELECT paused_until FROM channel_pause)
            WHERE id = :id
            """)
        .param("id", stock.of(DeliveryStatus.RETRYING).value())
        .update();

    operator.send("/console/workers/resume", "key", PROVIDER);

    assertThat(
            server.database.count(
                "delivery_state WHERE due_at <= now() AND id = '"
                    + stock.of(DeliveryStatus.RETRYING)
                    + "'"))
        .isEqualTo(1);
    assertThat(audit()).contains("delivery.rescheduled");
  }

  @Test
  void whatIsWrongWithAPauseIsSaidAndWhatWasTypedStays() {
    Browser operator = loggedIn("operator");
    ConsoleAdminStock.pauseByProvider(server, "1 day");
    operator.open(PROVIDER_PAGE);
    int before = entries();

    HttpResponse<String> unsaid =
        operator.send("/console/workers/pause", "key", PROVIDER, "length", "P1D", "note", " ");
    HttpResponse<String> shorter =
        operator.send("/console/workers/pause", "key", PROVIDER, "length", "PT1H", "note", "Kept");

    assertThat(unsaid.statusCode()).isEqualTo(400);
    assertThat(unsaid.body()).contains("Say why", "value=\"P1D\" selected");
    assertThat(shorter.statusCode()).isEqualTo(409);
    assertThat(shorter.body()).contains("paused until later already", "value=\"Kept\"");
    assertThat(pause()).isEqualTo("AUTHENTICATION_FAILED");
    assertThat(operator.send("/console/workers/pause", "key", "smtp:nobody:25").statusCode())
        .isEqualTo(404);
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void anAlertIsShownWithWhatToDoAndLeadsToItsCause() {
    Browser viewer = loggedIn("viewer");
    ConsoleAdminStock.alertThatIsOver(server);

    String open = viewer.open("/console/alerts").body();

    assertThat(open)
        .contains("channel " + PROVIDER + " does not work", "CHANNEL_FAULT")
        .contains("/console/deliveries?status=QUEUED&amp;status=RETRYING&amp;channel=EMAIL")
        .contains("/console/workers/provider?key=smtp%3Arelay.example%3A587")
        .as("the runbook")
        .contains("A paused channel", "UPDATE channel_pause SET paused_until = now()")
        .doesNotContain("NO_WORKER");
    assertThat(viewer.open("/console/alerts?state=resolved").body())
        .contains("queue email has no worker", "ChasquiNoWorker")
        .doesNotContain("CHANNEL_FAULT");
    assertThat(viewer.open("/console/alerts/" + ConsoleAdminStock.OVER).body())
        .contains("queue email has no worker", "over");
    assertThat(viewer.open("/console/alerts/" + new UUID(0, 0)).statusCode()).isEqualTo(404);
  }

  @Test
  void ofEveryKindOfAlertThereIsSomethingToDo() {
    for (AlertCheck check : server.beans(AlertCheck.class)) {
      String kind = check.kind().name();
      server
          .database
          .jdbc()
          .sql(
              "INSERT INTO alert (id, kind, subject, detail, raised_at)"
                  + " VALUES (gen_random_uuid(), :kind, 'email', '-', now())")
          .param("kind", kind)
          .update();
    }
    String page = loggedIn("viewer").open("/console/alerts").body();

    assertThat(page.split("<dt>What to do</dt>"))
        .hasSize(server.beans(AlertCheck.class).size() + 2);
  }

  @Test
  void jobsThatWereSetAsideAreDeletedAsFarAsTheyWereShown() {
    long first = ConsoleAdminStock.jobThatWasSetAside(server);
    Browser operator = loggedIn("operator");
    assertThat(operator.open("/console/alerts").body())
        .contains("com.example.Others.run()", "no worker knows its method", "Delete 1");
    assertThat(loggedIn("viewer").open("/console/alerts").body())
        .contains("com.example.Others.run()")
        .doesNotContain("set-aside-jobs/delete");
    ConsoleAdminStock.jobThatWasSetAside(server);

    HttpResponse<String> done =
        operator.send("/console/alerts/set-aside-jobs/delete", "until", String.valueOf(first));

    assertThat(done.body()).contains("1 job was deleted");
    assertThat(server.database.count("job_quarantine")).as("nobody saw that one").isEqualTo(1);
    assertThat(newestAct()).isEqualTo("operator CONSOLE set-aside-jobs.deleted " + first + " DONE");
  }

  @Test
  void aKeyIsShownOnceAndNeverAgain(CapturedOutput output) {
    Browser admin = loggedIn("admin");
    admin.open("/console/admin/keys");
    String soon = LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();

    HttpResponse<String> made =
        admin.send(
            "/console/admin/keys",
            "name",
            "billing",
            "scopes",
            "read",
            "scopes",
            "schedule",
            "expires",
            soon);

    assertThat(made.previousResponse().orElseThrow().statusCode()).isEqualTo(303);
    assertThat(made.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    Matcher found = KEY.matcher(made.body());
    assertThat(found.find()).isTrue();
    String key = found.group();
    assertThat(server.get("/api/deliveries", "Authorization", "Bearer " + key).statusCode())
        .isEqualTo(200);
    assertThat(newestAct()).isEqualTo("admin CONSOLE key.created " + found.group(1) + " DONE");
    assertThat(admin.open("/console/admin/keys/made").body())
        .contains("shown already")
        .doesNotContain(key);
    assertThat(admin.open("/console/admin/keys").body())
        .contains("billing", "schedule, read", "expires soon")
        .doesNotContain(key);
    assertThat(output).doesNotContain(key.split("_")[2]);
    assertThat(audit()).doesNotContain(key.split("_")[2]);
  }

  @Test
  void aKeyIsRevokedByWhoeverTypesItsName() {
    String id = server.bean(ApiKeys.class).create("gone", Set.of(Scope.READ), null).key().id();
    Browser admin = loggedIn("admin");
    String page = "/console/admin/keys/" + id + "/revoke";
    assertThat(admin.open(page).body()).contains("Revoke the key of gone?");
    int before = entries();

    assertThat(admin.send(page, "name", "other").statusCode()).isEqualTo(400);
    assertThat(entries()).isEqualTo(before);
    assertThat(admin.send(page, "name", "gone").body()).contains("is revoked");

    assertThat(newestAct()).isEqualTo("admin CONSOLE key.revoked " + id + " DONE");
  }

  @Test
  void whatIsWrongWithAKeyIsSaidAndWhatWasTypedStays() {
    Browser admin = loggedIn("admin");
    admin.open("/console/admin/keys");
    int before = entries();

    HttpResponse<String> refused =
        admin.send(
            "/console/admin/keys", "name", "no spaces", "scopes", "all", "expires", "2020-01-01");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("The name has", "Choose at least one scope", "is in the future")
        .contains("value=\"no spaces\"", "value=\"2020-01-01\"");
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void theAuditIsFilteredPagedAndTaken() {
    Browser admin = loggedIn("admin");
    AuditTrail trail = server.bean(AuditTrail.class);
    server
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              for (int i = 0; i < 60; i++) {
                trail.record(
                    Act.done("thing.changed", "THING", "=" + i)
                        .by(Actor.key("canary", "k", null, Actor.API))
                        .with(Act.BEFORE, Map.of("state", "OLD"))
                        .with(Act.AFTER, Map.of("state", "NEW")));
              }
            });
    String filter = "/console/admin/audit?actor=canary&act=thing.changed";

    String first = admin.open(filter).body();
    Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
    assertThat(next.find()).isTrue();
    String second = admin.open(next.group(1).replace("&amp;", "&")).body();

    assertThat(first.split("thing.changed</code>")).hasSize(51);
    assertThat(first).contains("OLD", "NEW", "canary");
    assertThat(second.split("thing.changed</code>")).hasSize(11);
    assertThat(second).contains("Newest").doesNotContain("rel=\"next\"");
    HttpResponse<String> csv = admin.send("/console/admin/audit/csv", "actor", "canary");
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment");
    assertThat(csv.body().lines()).hasSize(61);
    assertThat(csv.body()).as("no formula").contains("\"'=7\"");
    assertThat(newestAct()).isEqualTo("admin CONSOLE audit.exported entries DONE");
    assertThat(audit()).contains("\"filters\": [\"actor\"]");
    assertThat(admin.open("/console/admin/audit?act=No&result=x&from=y").body())
        .contains("There is no such result", "The first day is none", "An act is a word");
  }

  @Test
  void whoIsLoggedInIsShownAndLoggedOut() {
    Browser failed = new Browser(server);
    failed.logIn("viewer", "wrong");
    Browser viewer = loggedIn("viewer");
    Browser admin = loggedIn("admin");
    int sessions = server.bean(OpenSessions.class).counts().get("viewer");
    assertThat(admin.open("/console/admin/people").body())
        .contains("viewer", "operator", "127.0.0.1", "has a password");

    HttpResponse<String> ended = admin.send("/console/admin/people/end-sessions", "name", "viewer");

    assertThat(ended.body()).containsPattern("sessions? of viewer (was|were) ended");
    assertThat(sessions).isPositive();
    assertThat(server.bean(OpenSessions.class).counts()).doesNotContainKey("viewer");
    assertThat(newestAct()).isEqualTo("admin CONSOLE sessions.ended viewer DONE");
    assertThat(viewer.open("/console").uri().getPath()).isEqualTo("/login");
    assertThat(admin.send("/console/admin/people/end-sessions", "name", "admin").statusCode())
        .as("one's own stays")
        .isEqualTo(200);
    assertThat(admin.open("/console/admin/people").uri().getPath()).endsWith("/people");
  }

  @Test
  void whatIsForAdminsIsForNobodyElse() {
    for (String role : List.of("viewer", "operator")) {
      Browser browser = loggedIn(role);
      assertThat(browser.open("/console").body()).doesNotContain("/console/admin/");
      for (String page : List.of("keys", "keys/made", "people", "audit")) {
        assertThat(browser.open("/console/admin/" + page).statusCode()).as(page).isEqualTo(403);
      }
      int before = entries();
      for (String act : List.of("keys", "people/end-sessions", "audit/csv")) {
        assertThat(browser.send("/console/admin/" + act).statusCode()).as(act).isEqualTo(403);
      }
      assertThat(entries()).isEqualTo(before);
    }
    Browser viewer = loggedIn("viewer");
    for (String act : List.of("workers/pause", "workers/resume", "alerts/set-aside-jobs/delete")) {
      assertThat(viewer.send("/console/" + act).statusCode()).as(act).isEqualTo(403);
    }
  }

  private static Browser loggedIn(String role) {
    Browser browser = new Browser(server);
    browser.logIn(role);
    browser.open("/console/deliveries");
    return browser;
  }

  private static String pause() {
    return server
        .database
        .jdbc()
        .sql(
            "SELECT concat_ws(' ', reason, paused_by, note) FROM channel_pause"
                + " WHERE paused_until > now()")
        .query(String.class)
        .optional()
        .orElse("none");
  }

  private static int entries() {
    return server.database.count("audit_entry");
  }

  private static String newestAct() {
    return server
        .database
        .jdbc()
        .sql(
            "SELECT concat_ws(' ', actor, via, act, object_id, result) FROM audit_entry"
                + " ORDER BY id DESC LIMIT 1")
        .query(String.class)
        .single();
  }

  private static String audit() {
    return server
        .database
        .jdbc()
        .sql("SELECT string_agg(audit_entry::text || details::text, ' ') FROM audit_entry")
        .query(String.class)
        .single();
  }
}
