package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.Deliveries;
import io.chasqui.server.api.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit as it is read, and what of logins stands in it. */
class AuditIT {

  private static final ObjectMapper json = new ObjectMapper();

  /** Of rows that are made here: months of the database's time that are there. */
  private static final Instant BEGIN =
      Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @BeforeEach
  void nothingWasDone() {
    server.reset();
  }

  @Test
  void pagesGoFromTheNewestToTheOldestAndTheLastOneSaysSo() {
    for (int i = 0; i < 5; i++) {
      entry(i, "a" + i, "test.done", "THING", "1", null, "DONE");
    }
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = audit("limit=2&act=test.done" + cursor);
      page.path("items").forEach(one -> found.add(one.at("/actor/name").asText()));
      cursor = "&cursor=" + page.path("nextCursor").asText();
    } while (!cursor.endsWith("null"));

    assertThat(found).containsExactly("a4", "a3", "a2", "a1", "a0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "actor=billing                                | 0 2",
        "act=key.created                              | 1 2",
        "object=DELIVERY                              | 0 3",
        "object=delivery:d-1                          | 0",
        "object=THING:a:b                             | 4",
        "correlationId=q3                             | 0 3",
        "result=REFUSED                               | 3",
        "result=refused&actor=ana                     | 3",
        "actor=nobody                                 | ''",
        "act=no.such-act                              | ''",
        "from={1}                                     | 1 2 3 4",
        "to={1}                                       | 0",
        "from={1}&to={3}                              | 1 2",
        "from={1}&to={3}&actor=billing                | 2",
        "from=0001-01-01T00:00:00Z&to={1}&actor=billing | 0",
        "to=0001-01-01T00:00:00Z                      | ''",
        "from=9999-01-01T00:00:00Z                    | ''"
      })
  void filtersFindWhatMatchesAllOfThem(String query, String expected) {
    entry(0, "billing", "delivery.cancelled", "DELIVERY", "d-1", "q3", "DONE");
    entry(1, "ana", "key.created", "KEY", "k-1", null, "DONE");
    entry(2, "billing", "key.created", "KEY", "k-2", null, "DONE");
    entry(3, "ana", "delivery.retried", "DELIVERY", "d-2", "q3", "REFUSED");
    entry(4, "ana", "test.done", "THING", "a:b", null, "DONE");
    String asked = query.replace("{1}", at(1).toString()).replace("{3}", at(3).toString());

    // The key that asks was made a day before all of these.
    JsonNode page = audit(asked + (asked.contains("from=") ? "" : "&from=" + at(0)));

    assertThat(
            StreamSupport.stream(page.path("items").spliterator(), false)
                .map(one -> one.at("/details/n").asText())
                .sorted())
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "cursor=first, cursor",
    "act=Key.Created, act",
    "object=%7B, object",
    "object=KEY:, object",
    "result=PERHAPS, result",
    "from=yesterday, from",
    "to=2026-01-01, to",
    "actor=a%00b, actor"
  })
  void whatIsWrongIsNamed(String query, String field) throws Exception {
    HttpResponse<String> answer = server.get("/api/audit?" + query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void aKeyOfEveryScopeIsMadeAndAdminAloneReadsTheAudit(Scope scope) throws Exception {
    HttpResponse<String> made =
        server.post("/api/keys", "{\"scopes\": [\"" + scope.word() + "\"]}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode key = json.readTree(made.body());
    assertThat(key.path("scopes").toString()).isEqualTo("[\"" + scope.word() + "\"]");

    int status =
        server
            .get("/api/audit", "Authorization", "Bearer " + key.path("key").asText())
            .statusCode();

    assertThat(status).isEqualTo(scope == Scope.ADMIN ? 200 : 403);
    assertThat(audit("act=key.created&object=KEY:" + key.path("id").asText()).path("items"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.at("/details/after/scopes/0").asText()).isEqualTo(scope.word()));
  }

  /** As a server of this version reads what one after it has written. */
  @Test
  void aScopeThatIsNotKnownHereAllowsNothingAndTheOthersOfItsKeyGoOn() {
    String reader = server.key(Scope.READ);
    String other = server.key(Scope.READ);
    sql("ALTER TABLE api_key DROP CONSTRAINT api_key_scopes_check");
    try {
      scopes(reader, "{read,later}");
      scopes(other, "{later}");

      assertThat(statusOf("/api/deliveries", reader)).isEqualTo(200);
      assertThat(statusOf("/api/deliveries", other)).isEqualTo(403);
    } finally {
      sql("UPDATE api_key SET scopes = '{read}' WHERE 'later' = ANY (scopes)");
      sql(
          """
          ALTER TABLE api_key ADD CONSTRAINT api_key_scopes_check
            CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY [
              'schedule', 'read', 'manage', 'recipients', 'templates', 'approve', 'topics',
              'publish', 'consume', 'admin'])
          """);
    }
  }

  @Test
  void eachLoginIsThereWithWhoItWasAndFromWhere() {
    new Browser(server).logIn("operator");

    JsonNode entry = audit("act=login&actor=operator").path("items").get(0);

    assertThat(entry.path("result").asText()).isEqualTo("DONE");
    assertThat(entry.path("via").asText()).isEqualTo("LOGIN");
    assertThat(entry.path("actor").toString())
        .isEqualTo(
            "{\"kind\":\"PERSON\",\"name\":\"operator\",\"keyId\":null,\"address\":\"127.0.0.1\"}");
    assertThat(entry.path("object").toString())
        .isEqualTo("{\"kind\":\"PERSON\",\"id\":\"operator\"}");
    assertThat(entry.path("details").toString()).isEqualTo("{\"role\":\"operator\"}");
  }

  /** Pages take keys too, some of them, and begin no session for one. */
  @Test
  void aRequestWithAKeyIsNoLogin() {
    String reader = server.key(Scope.READ);

    assertThat(statusOf("/v3/api-docs", reader)).isEqualTo(200);

    assertThat(audit("act=login").path("items")).isEmpty();
  }

  /** Whoever types a password into the field of the name must not find it kept for a year. */
  @Test
  void aLoginThatFailedHasItsNameIfSomebodyHasIt() {
    new Browser(server).logIn("viewer", "canary of a password");
    new Browser(server).logIn("canary of a name", "canary of a password");

    JsonNode failed = audit("act=login&result=REFUSED").path("items");

    assertThat(failed).hasSize(2);
    assertThat(failed.get(0).at("/actor/kind").asText()).isEqualTo("NOBODY");
    assertThat(failed.get(0).at("/actor/name").isNull()).isTrue();
    assertThat(failed.get(1).at("/actor/name").asText()).isEqualTo("viewer");
    assertThat(failed.get(1).at("/details/reason").asText()).isEqualTo("wrong-name-or-password");
    assertThat(everything()).doesNotContain("canary");
  }

  @Test
  void nothingPrivateIsInAnyEntry() throws Exception {
    String email = "canary.recipient@example.com";
    String text = "canary of a text";
    HttpResponse<String> scheduled =
        server.post(
            "/api/schedule-email",
            "{\"correlationId\": \"q3\", \"toEmail\": \"%s\", \"subject\": \"%s\", \"delay\": \"P1D\"}"
                .formatted(email, text));
    String delivery = json.readTree(scheduled.body()).path("jobId").asText();
    server.post("/api/deliveries/" + delivery + "/cancel", "");
    server.post("/api/deliveries/" + delivery + "/retry", "");
    Browser operator = Browser.of(server, "operator");
    operator.act("DELETE", "/dashboard/api/jobs/" + delivery);
    JsonNode key = json.readTree(server.post("/api/keys", "{\"scopes\": [\"read\"]}").body());
    server.send(server.request("/api/keys/" + key.path("id").asText()).DELETE());

    String all = everything();

    assertThat(all).contains("delivery.cancelled", "key.revoked", "login");
    assertThat(all)
        .doesNotContain("canary", ChasquiServer.PASSWORD, key.path("key").asText().split("_")[2]);
    operator.cookies().forEach(cookie -> assertThat(all).doesNotContain(cookie.getValue()));
    server
        .database
        .jdbc()
        .sql("SELECT secret_sha256 FROM api_key")
        .query(String.class)
        .list()
        .forEach(digest -> assertThat(all).doesNotContain(digest));
  }

  @Test
  void whatTheServerDoesByItselfIsByTheServer() {
    var id = server.bean(Deliveries.class).schedule(anEmail().dueAt(BEGIN).build());

    server.bean(Deliveries.class).cancel(id);

    assertThat(audit("object=DELIVERY:" + id).at("/items/0/actor/kind").asText())
        .isEqualTo("SERVER");
  }

  private static Instant at(int n) {
    return BEGIN.plusSeconds(n);
  }

  private static void entry(
      int n, String actor, String act, String kind, String id, String correlation, String result) {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO audit_entry (id, at, actor_kind, actor, via, act, object_kind, object_id,
              correlation_id, result, details)
            SELECT audit_entry_id(at), at, 'PERSON', :actor, 'API', :act, :kind, :id, :correlation,
              :result, jsonb_build_object('n', :n)
            FROM (SELECT :at::timestamptz AS at) AS times
            """)
        .param("actor", actor)
        .param("act", act)
        .param("kind", kind)
        .param("id", id)
        .param("correlation", correlation)
        .param("result", result)
        .param("n", n)
        .param("at", at(n).toString())
        .update();
  }

  private static JsonNode audit(String query) {
    HttpResponse<String> answer = server.get("/api/audit?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String everything() {
    return server
        .database
        .jdbc()
        .sql("SELECT coalesce(string_agg(entry::text, E'\\n'), '') FROM audit_entry AS entry")
        .query(String.class)
        .single();
  }

  private static void scopes(String key, String scopes) {
    server
        .database
        .jdbc()
        .sql("UPDATE api_key SET scopes = :scopes::text[] WHERE id = :id")
        .param("scopes", scopes)
        .param("id", key.split("_")[1])
        .update();
  }

  private static int statusOf(String path, String key) {
    return server.get(path, "Authorization", "Bearer " + key).statusCode();
  }

  private static void sql(String statement) {
    server.database.jdbc().sql(statement).update();
  }
}
