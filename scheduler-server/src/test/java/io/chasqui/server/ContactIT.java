package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.contact.ContactMessages;
import io.chasqui.testing.TestDeliveries;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The contact form, which is for everybody. */
class ContactIT {

  private static final String PATH = "/api/contact";
  private static final String BODY =
      "{\"name\": \"Ana\", \"email\": \"ana@example.com\", \"message\": \"Hello\\nthere\"}";
  private static final String WAITING = "pg_locks WHERE NOT granted";
  private static final int OF_ADDRESS = 40;
  private static final int IN_TOTAL = 60;

  private static final ObjectMapper json = new ObjectMapper();
  private static ChasquiServer server;

  private final String uuid = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    server =
        ChasquiServer.start(
            "--chasqui.contact.recipients=desk@example.org, boss@example.org",
            "--chasqui.contact.messages-per-hour-and-address=" + OF_ADDRESS,
            "--chasqui.contact.messages-per-hour=" + IN_TOTAL,
            "--chasqui.contact.allowed-origins=https://shop.example",
            "--server.forward-headers-strategy=native");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void clear() {
    server.database.truncate(
        "contact_message, delivery_message, jobrunr_jobs, rate_limit, idempotency_key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/contact", "/api/contact/"})
  void isStoredAndEveryRecipientToldWithoutAKey(String path) throws Exception {
    HttpResponse<String> answer = post(path, BODY);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"queued\","
                + "\"message\":\"Contact message received and queued for notification.\"}");
    assertThat(
            server.count(
                "contact_message WHERE name = 'Ana' AND email = 'ana@example.com'"
                    + " AND message = E'Hello\\nthere' AND language = 'en'"))
        .isEqualTo(1);
    assertThat(recipients()).containsExactlyInAnyOrder("desk@example.org", "boss@example.org");
    assertThat(server.count("jobrunr_jobs")).isEqualTo(2);
  }

  @Test
  void theNotificationHasItAllInItsText() {
    post(PATH, BODY);

    assertThat(
            server.count(
                "delivery WHERE subject = 'Contact form: Ana'"
                    + " AND attachment_name IS NULL AND due_at <= now() AND message ="
                    + " E'Name: Ana\\nE-mail: ana@example.com\\nLanguage: en\\n\\nHello\\nthere'"))
        .isEqualTo(2);
  }

  @Test
  void theDeliveriesThatTellOfAMessageAreFoundByIt() throws Exception {
    post(PATH, BODY);
    post(PATH, BODY);
    String message = messages("").path("items").get(0).path("id").asText();

    for (String origin : List.of("CONTACT:" + message, "contact:" + message)) {
      JsonNode told = json.readTree(server.get("/api/deliveries?origin=" + origin).body());
      assertThat(told.path("items"))
          .hasSize(2)
          .allSatisfy(
              delivery -> {
                assertThat(delivery.path("origin").path("kind").asText()).isEqualTo("CONTACT");
                assertThat(delivery.path("origin").path("id").asText()).isEqualTo(message);
                assertThat(delivery.path("requestedBy").isNull()).isTrue();
              });
    }
    assertThat(json.readTree(server.get("/api/deliveries?origin=CONTACT").body()).path("items"))
        .hasSize(4);
  }

  /** Else anybody could pass a message off as the delivery of one of somebody's reports. */
  @Test
  void noDeliveryIsMadeUnderAnIdThatTheSenderHasChosen() {
    post(PATH, BODY, "X-Correlation-Id", "form-1");

    assertThat(server.count("delivery WHERE correlation_id = origin_id::text")).isEqualTo(2);
    assertThat(server.count("delivery WHERE correlation_id LIKE '%form-1%'")).isZero();
  }

  @Test
  void isStoredWithAllThatTellsOfItOrNotAtAll() {
    execute("ALTER TABLE contact_message ADD CONSTRAINT broken CHECK (name <> 'Ana')");
    try {
      assertThat(post(PATH, BODY).statusCode()).isEqualTo(500);
      assertThat(post(PATH, withId(uuid)).statusCode()).isEqualTo(500);
    } finally {
      execute("ALTER TABLE contact_message DROP CONSTRAINT broken");
    }

    assertNothingIsStored();
    assertThat(server.count("jobrunr_jobs")).isZero();
    assertThat(server.count("idempotency_key")).isZero();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void isAnsweredInTheCallersLanguage(String accepted, String message) throws Exception {
    HttpResponse<String> answer = post(PATH, BODY, "Accept-Language", accepted);

    assertThat(json.readTree(answer.body()).path("message").asText()).isEqualTo(message);
    assertThat(server.count("contact_message WHERE language = '%s'".formatted(accepted)))
        .isEqualTo(1);
  }

  static Stream<Arguments> languages() {
    return Stream.of(
        arguments("es", "Mensaje de contacto recibido y encolado para notificación."),
        arguments("ru", "Сообщение получено и поставлено в очередь на уведомление."),
        arguments("en", "Contact message received and queued for notification."));
  }

  @ParameterizedTest
  @MethodSource("badForms")
  void namesTheFieldThatIsWrongAndStoresNothing(String field, String message, String body)
      throws Exception {
    HttpResponse<String> answer = post(PATH, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).path("errors"))
        .anySatisfy(
            error -> {
              assertThat(error.path("field").asText()).isEqualTo(field);
              assertThat(error.path("message").asText()).contains(message);
            });
    assertNothingIsStored();
  }

  static Stream<Arguments> badForms() {
    return Stream.of(
        arguments("name", "is required", BODY.replace("Ana", " ")),
        arguments("name", "at most 100", BODY.replace("Ana", "n".repeat(101))),
        arguments("name", "control", BODY.replace("Ana", "A\\r\\nBcc: c@d.example")),
        arguments("name", "control", BODY.replace("Ana", "A\\u2029B")),
        arguments("name", "wrong type", BODY.replace("\"Ana\"", "{}")),
        arguments("email", "is required", BODY.replace("email", "mail")),
        arguments("email", "domain", BODY.replace("ana@example.com", "ana@")),
        arguments("email", "one e-mail address", BODY.replace("ana@", "a@b.example,ana@")),
        arguments("email", "one e-mail address", BODY.replace(".com", ".com\\nCc: c@d.example")),
        arguments("email", "254", BODY.replace("ana@", "a".repeat(250) + "@")),
        arguments("message", "is required", BODY.replace("Hello\\nthere", "")),
        arguments("message", "at most 5000 ", BODY.replace("Hello", "m".repeat(5_001))),
        arguments("message", "control", BODY.replace("Hello", "a\\u001bb")),
        arguments("id", "must be a UUID", BODY.replace("}", ", \"id\": \"1\"}")));
  }

  @Test
  void aBodyOfMoreThan64KilobytesIsRefused() {
    String large = BODY.replace("}", ", \"other\": \"" + "x".repeat(66_000) + "\"}");

    assertThat(post(PATH, large).statusCode()).isEqualTo(413);
    assertThat(post(PATH + "/", large).statusCode()).isEqualTo(413);
    assertNothingIsStored();
  }

  @ParameterizedTest
  @ValueSource(strings = {"я", "語", "😀", "\\u044f", "\\ud83d\\ude00"})
  void fiveThousandLettersOfAnyScriptFitHoweverTheyAreWritten(String letter) {
    String long_ = BODY.replace("Hello\\nthere", letter.repeat(5_000));

    assertThat(post(PATH, long_).statusCode()).isEqualTo(200);
    assertThat(server.count("contact_message WHERE length(message) = 5000")).isEqualTo(1);
  }

  @Test
  void whatFillsTheHiddenFieldIsAnsweredAlikeAndDropped() {
    HttpResponse<String> real = post(PATH, BODY);
    clear();

    HttpResponse<String> program =
        post(PATH, BODY.replace("}", ", \"website\": \"https://spam.example\"}"));

    assertThat(program.statusCode()).isEqualTo(real.statusCode());
    assertThat(program.body()).isEqualTo(real.body());
    assertThat(program.headers().map().keySet()).isEqualTo(real.headers().map().keySet());
    assertNothingIsStored();
  }

  @Test
  void anAddressMaySendSoManyInAnHourAndOtherAddressesGoOn() {
    for (int i = 0; i < OF_ADDRESS; i++) {
      assertThat(from("192.0.2.1").statusCode()).isEqualTo(200);
    }

    HttpResponse<String> refused = from("192.0.2.1");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("urn:chasqui:problem:contact-limited");
    assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 3600L / OF_ADDRESS);
    assertThat(from("192.0.2.2").statusCode()).isEqualTo(200);
    assertThat(server.count("contact_message")).isEqualTo(OF_ADDRESS + 1);
    assertThat(server.count("rate_limit WHERE id LIKE '%192%'")).isZero();
  }

  @Test
  void allAddressesTogetherMaySendSoManyAndProgramsDoNotUseThemUp() {
    String program = BODY.replace("}", ", \"website\": \"x\"}");
    for (int i = 0; i < OF_ADDRESS; i++) {
      post(PATH, program, "X-Forwarded-For", "192.0.2.99");
    }
    for (int i = 0; i < IN_TOTAL; i++) {
      assertThat(from("192.0.2." + i).statusCode()).isEqualTo(200);
    }

    assertThat(from("192.0.2.200").statusCode()).isEqualTo(429);
    assertThat(server.count("contact_message")).isEqualTo(IN_TOTAL);
  }

  @Test
  void theSameIdIsTakenOnce() {
    HttpResponse<String> first = post(PATH, withId(uuid));

    for (HttpResponse<String> again :
        List.of(post(PATH + "/", withId(uuid)), post(PATH, BODY, "Idempotency-Key", uuid))) {
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.body()).isEqualTo(first.body());
    }
    assertThat(post(PATH, withId(uuid).replace("Hello", "Bye")).statusCode()).isEqualTo(422);
    assertThat(server.count("contact_message")).isEqualTo(1);
    assertThat(server.count("delivery")).isEqualTo(2);
    assertThat(
            server.count(
                "idempotency_key JOIN contact_message ON id = result_id"
                    + " WHERE result_kind = 'CONTACT_MESSAGE'"))
        .isEqualTo(1);
  }

  @Test
  void ofTwentyWithOneIdAtOnceOneIsTaken() {
    ExecutorService callers = Executors.newFixedThreadPool(20);
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(PATH, withId(uuid)), callers))
            .toList();

    List<Integer> statuses = calls.stream().map(call -> call.join().statusCode()).toList();

    callers.shutdown();
    assertThat(statuses).contains(200).isSubsetOf(200, 409);
    assertThat(server.count("contact_message")).isEqualTo(1);
    assertThat(server.count("delivery")).isEqualTo(2);
  }

  @Test
  void anIdTellsNothingOfTheRequestsOfOthers() {
    String report = "{\"correlationId\": \"q3\", \"toEmail\": \"ana@example.com\"}";
    server.post("/api/schedule-email", report, "Idempotency-Key", uuid);

    assertThat(post(PATH, BODY, "Idempotency-Key", uuid).statusCode()).isEqualTo(200);
    assertThat(server.post("/api/schedule-email", report, "Idempotency-Key", uuid).statusCode())
        .isEqualTo(200);
    assertThat(server.count("contact_message")).isEqualTo(1);
  }

  @Test
  void nothingIsSentToTheAddressThatWasGiven() {
    post(PATH, BODY.replace("ana@example.com", "victim@example.com"));
    post(PATH, BODY.replace("ana@example.com", "desk@example.org"));

    assertThat(recipients()).hasSize(4).containsOnly("desk@example.org", "boss@example.org");
  }

  @Test
  void messagesAreListedPageByPageNewestFirstWithTheStatesOfTheirDeliveries() throws Exception {
    for (String name : new String[] {"Ana", "Luis", "Иван"}) {
      post(PATH, BODY.replace("Ana", name), "Accept-Language", "es");
    }
    server.database.jdbc().sql("UPDATE delivery SET status = 'SENDING'").update();

    JsonNode first = messages("?limit=2");
    JsonNode second = messages("?limit=2&cursor=" + first.path("nextCursor").asText());

    assertThat(first.findValuesAsText("name")).containsExactly("Иван", "Luis");
    assertThat(second.findValuesAsText("name")).containsExactly("Ana");
    assertThat(second.path("nextCursor").isNull()).isTrue();
    JsonNode ana = second.path("items").path(0);
    assertThat(ana.path("email").asText()).isEqualTo("ana@example.com");
    assertThat(ana.path("message").asText()).isEqualTo("Hello\nthere");
    assertThat(ana.path("language").asText()).isEqualTo("es");
    assertThat(Instant.parse(ana.path("receivedAt").asText())).isBefore(Instant.now());
    assertThat(ana.path("deliveries").findValuesAsText("status"))
        .containsExactly("SENDING", "SENDING");
    String delivery = ana.at("/deliveries/0/deliveryId").asText();
    assertThat(server.get("/api/deliveries/" + delivery).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=x"})
  void aListHasALimitAndACursor(String query) {
    assertThat(server.get("/api/contact-messages?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void theListIsThereWithTheSlashToo() {
    post(PATH, BODY);

    assertThat(server.get("/api/contact-messages/").body()).contains("ana@example.com");
  }

  @Test
  void onlyThoseWhoMayReadSeeMessages() {
    String[] scheduler = {"Authorization", "Bearer " + server.key(Scope.SCHEDULE)};
    String[] reader = {"Authorization", "Bearer " + server.key(Scope.READ)};

    assertThat(server.get("/api/contact-messages", scheduler).statusCode()).isEqualTo(403);
    assertThat(server.get("/api/contact-messages", reader).statusCode()).isEqualTo(200);
  }

  @Test
  void oldMessagesAreRemovedWithWhatToldOfThemUnlessThatIsStillOpen() {
    post(PATH, withId(uuid));
    post(PATH, BODY.replace("Ana", "Luis"));
    post(PATH, BODY.replace("Ana", "Eva"));
    execute(
        "INSERT INTO delivery_attempt (delivery_id, number, worker, started_at)"
            + " SELECT id, 1, 'w', now() FROM delivery");
    execute("UPDATE contact_message SET received_at = received_at - interval '365 days'");
    execute("UPDATE contact_message SET received_at = now() WHERE name = 'Eva'");
    execute(
        "UPDATE contact_message SET received_at = received_at - interval '1 day'"
            + " WHERE name = 'Luis'");
    execute(
        "UPDATE delivery SET status = 'DELIVERED', completed_at = now()"
            + " WHERE subject <> 'Contact form: Luis'");

    int removed =
        server.bean(ContactMessages.class).remove(Instant.now().minus(364, ChronoUnit.DAYS), 1);

    assertThat(removed).isEqualTo(1);
    assertThat(server.count("contact_message WHERE name IN ('Luis', 'Eva')")).isEqualTo(2);
    assertThat(server.count("contact_message")).isEqualTo(2);
    assertThat(server.count("delivery")).isEqualTo(4);
    assertThat(server.count("delivery WHERE message LIKE '%Ana%'")).isZero();
    assertThat(server.count("delivery_attempt")).isEqualTo(4);
    assertThat(server.count("delivery_statistics WHERE origin_kind = 'CONTACT' AND n = 2"))
        .isEqualTo(1);
    // By its age, as all do; it names nobody.
    assertThat(server.count("idempotency_key")).isEqualTo(1);
  }

  /** Of two that wait for each other PostgreSQL would end one. */
  @Test
  void whatIsSentAgainInThatMomentStaysWithItsMessage() {
    post(PATH, BODY);
    execute("UPDATE contact_message SET received_at = received_at - interval '365 days'");
    execute("UPDATE delivery SET status = 'FAILED', failure_code = 'X', completed_at = now()");
    AttemptLedger ledger = server.bean(AttemptLedger.class);
    ActionLedger actions = server.bean(ActionLedger.class);
    DeliveryId id = new DeliveryId(firstDelivery());

    server
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              actions.revive(id);
              CompletableFuture<Integer> removed =
                  CompletableFuture.supplyAsync(
                      () -> server.bean(ContactMessages.class).remove(Instant.now(), 10));
              await().until(() -> removed.isDone() || server.count(WAITING) > 0);
              assertThat(
                      ledger.claim(
                          List.of(id),
                          TestDeliveries.worker("w"),
                          Duration.ofMinutes(5),
                          "test:peer"))
                  .hasSize(1);
              assertThat(removed.join()).isZero();
            });

    assertThat(server.count("contact_message")).isEqualTo(1);
    assertThat(server.count("delivery")).isEqualTo(2);
  }

  @Test
  void pagesOfAllowedOriginsMaySendIt() {
    HttpResponse<String> asked =
        server.send(
            server
                .anonymous(PATH + "/")
                .headers("Origin", "https://shop.example")
                .headers("Access-Control-Request-Method", "POST")
                .headers("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    HttpResponse<String> sent = post(PATH, BODY, "Origin", "https://shop.example");

    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).hasValue("POST");
    for (HttpResponse<String> answer : List.of(asked, sent)) {
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://shop.example");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }
    assertThat(sent.statusCode()).isEqualTo(200);
  }

  @Test
  void pagesOfOtherOriginsMayNot() {
    HttpResponse<String> answer =
        post(PATH, BODY, "Origin", "https://evil.example", "Accept-Language", "es");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("urn:chasqui:problem:origin-not-allowed", PATH, "origen");
    assertNothingIsStored();
  }

  @Test
  void withoutRecipientsThereIsNothingAtTheAddress() {
    try (ChasquiServer off = ChasquiServer.on(server.database)) {
      for (String path : new String[] {"/api/contact", "/api/contact/"}) {
        for (String body : new String[] {BODY, "{", ""}) {
          HttpResponse<String> answer =
              off.send(
                  off.anonymous(path)
                      .headers("Content-Type", "application/json", "Accept-Language", "es")
                      .POST(BodyPublishers.ofString(body)));

          assertThat(answer.statusCode()).isEqualTo(404);
          assertThat(answer.body()).contains("urn:chasqui:problem:not-found", "No hay nada", path);
        }
      }
      assertThat(off.get("/api/contact-messages").statusCode()).isEqualTo(200);
    }
    assertNothingIsStored();
  }

  private static HttpResponse<String> from(String address) {
    return post(PATH, BODY, "X-Forwarded-For", address);
  }

  private static HttpResponse<String> post(String path, String body, String... headers) {
    var request = server.anonymous(path).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server.send(request.POST(BodyPublishers.ofString(body)));
  }

  private static String withId(String id) {
    return BODY.replace("}", ", \"id\": \"" + id + "\"}");
  }

  private static List<String> recipients() {
    return server.database.jdbc().sql("SELECT recipient FROM delivery").query(String.class).list();
  }

  private static UUID firstDelivery() {
    return server.database.jdbc().sql("SELECT id FROM delivery LIMIT 1").query(UUID.class).single();
  }

  private static JsonNode messages(String query) throws Exception {
    return json.readTree(server.get("/api/contact-messages" + query).body());
  }

  private static void execute(String sql) {
    server.database.jdbc().sql(sql).update();
  }

  private static void assertNothingIsStored() {
    assertThat(server.count("contact_message")).isZero();
    assertThat(server.count("delivery")).isZero();
  }
}
