package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.chasqui.contract.contact.ContactRequest;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.contract.delivery.RescheduleRequest;
import io.chasqui.contract.key.CreateKeyRequest;
import io.chasqui.contract.notify.NotifyRequest;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.contract.sms.SmsCountRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.testing.TestJobs;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

class ScheduleApiIT {

  private static final ObjectMapper json = new ObjectMapper();

  /** 64 bytes before the at sign, 254 in all. */
  private static final String LONGEST_ADDRESS =
      "a".repeat(64) + "@" + ("d".repeat(62) + ".").repeat(2) + "e".repeat(63);

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void answersAnEmailRequestAsTheContractSays() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/api/schedule-email",
            """
            {"correlationId": "q3-2026", "toEmail": "ivan@example.com", "subject": "Q3",
             "message": "Attached.", "customerId": 7, "delay": "PT10M"}
            """);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = json.readTree(response.body());
    String id = answer.path("jobId").asText();
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "jobId", "correlationId", "status", "scheduledTime", "message", "emailTo");
    assertThat(answer.path("correlationId").asText()).isEqualTo("q3-2026");
    assertThat(answer.path("status").asText()).isEqualTo("Scheduled");
    assertThat(answer.path("message").asText()).isEqualTo("Email task scheduled successfully");
    assertThat(answer.path("emailTo").asText()).isEqualTo("ivan@example.com");
    assertThat(Instant.parse(answer.path("scheduledTime").asText()))
        .isCloseTo(Instant.now().plus(Duration.ofMinutes(10)), within(30, ChronoUnit.SECONDS));
    assertThat(response.headers().firstValue("Location")).hasValue("/api/deliveries/" + id);
    assertThat(jobState(id)).isEqualTo("SCHEDULED");
  }

  @Test
  void answersAMessagingRequestAsTheContractSays() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/api/schedule-messaging",
            """
            {"correlationId": "q3-2026", "phoneNumber": "+7 (999) 123-45-67", "message": "Hi"}
            """);

    JsonNode answer = json.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.path("message").asText()).isEqualTo("Messaging task scheduled successfully");
    assertThat(answer.path("phoneNumber").asText()).isEqualTo("+79991234567");
    assertThat(answer.has("chatId")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ana@faß.de, ana@xn--fa-hia.de",
    "ana@straße.example, ana@xn--strae-oqa.example",
    "ana@βόλος.com, ana@xn--nxasmm1c.com",
    "ana@نامه\u200Cای.com, ana@xn--mgba3gch31f060k.com",
    "иван@пример.рф, иван@xn--e1afmkfd.xn--p1ai",
    "ana@example。com, ana@example.com"
  })
  void showsTheAddressThatIsUsedWhereItIsNotTheOneThatWasGiven(String given, String used)
      throws Exception {
    JsonNode answer =
        answer("/api/schedule-email", "{'correlationId': 'idn', 'toEmail': '%s'}", given);
    JsonNode delivery = delivery(answer.path("jobId").asText());
    JsonNode notice = answer("/api/notify", "{'to': '%s', 'subject': 'S', 'body': 'B'}", given);
    JsonNode line =
        answer("/api/schedule-email/batch", "[{'correlationId': 'idn', 'toEmail': '%s'}]", given);

    assertThat(answer.path("emailTo").asText()).isEqualTo(given);
    assertThat(delivery.path("recipient").asText()).isEqualTo(given);
    assertThat(List.of(answer, delivery, notice, line))
        .allSatisfy(shown -> assertThat(shown.path("recipientAscii").asText()).isEqualTo(used));
  }

  @Test
  void showsNoOtherAddressWhereTheOneThatWasGivenIsUsed() throws Exception {
    JsonNode answer =
        answer("/api/schedule-email", "{'correlationId': 'a', 'toEmail': '%s'}", "a@b.example");

    assertThat(answer.has("recipientAscii")).isFalse();
    assertThat(delivery(answer.path("jobId").asText()).has("recipientAscii")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "+44 (0)20 7946 0958, +442079460958",
    "0049 (0) 30 123456, +4930123456",
    "tel:+1-201-555-0123, +12015550123",
    "＋７ ９９９ １２３ ４５ ６８, +79991234568"
  })
  void findsAPersonByTheNumberInAnyForm(String written, String number) throws Exception {
    JsonNode answer =
        answer(
            "/api/schedule-messaging", "{'correlationId': 'phone', 'phoneNumber': '%s'}", written);

    assertThat(answer.path("phoneNumber").asText()).isEqualTo(number);
    for (String form : List.of(written, number, number.replace("+", "00"))) {
      String filter = "recipient=" + URLEncoder.encode(form, StandardCharsets.UTF_8);
      assertThat(get("/api/deliveries?" + filter).path("items")).as(form).hasSize(1);
    }
  }

  @Test
  void findsDeliveriesWhoseNumberWasKeptInItsFormerForm() throws Exception {
    JsonNode answer =
        answer(
            "/api/schedule-messaging",
            "{'correlationId': 'former', 'phoneNumber': '%s'}",
            "+44 (0)20 7946 0111");
    server
        .database
        .jdbc()
        .sql(
            "UPDATE delivery_message SET recipient = '+4402079460111' WHERE correlation_id ="
                + " 'former'")
        .update();

    assertThat(get("/api/deliveries?recipient=%2B44%20(0)20%207946%200111").path("items"))
        .extracting(delivery -> delivery.path("id").asText())
        .containsExactly(answer.path("jobId").asText());
  }

  /**
   * Each character is one for the server, two in Java, four bytes in UTF-8, twelve as it is sent.
   */
  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d\\ude00", "😀", "\\u00e9", "a"})
  void takesEveryFieldAtItsLimitInCharactersOfAnyLength(String character) throws Exception {
    String fields = "'subject': '%s', 'message': '%s', 'attachmentName': '%s'";
    String texts =
        fields.formatted(character.repeat(200), character.repeat(50_000), character.repeat(200));
    String email = "{'correlationId': '%s', 'toEmail': '%s', " + texts + "}";
    String id = "i".repeat(128);

    JsonNode answer = answer("/api/schedule-email", email.formatted(id, "%s"), LONGEST_ADDRESS);
    answer(
        "/api/notify",
        "{'to': '%s', 'subject': '"
            + character.repeat(200)
            + "', 'body': '"
            + character.repeat(50_000)
            + "'}",
        LONGEST_ADDRESS);
    JsonNode line =
        answer("/api/schedule-email/batch", "[" + email.formatted(id, "%s") + "]", LONGEST_ADDRESS);

    assertThat(line.path("status").asText()).isEqualTo("Scheduled");
    assertThat(
            server
                .database
                .jdbc()
                .sql("SELECT length(message) FROM delivery WHERE id = :id")
                .param("id", UUID.fromString(answer.path("jobId").asText()))
                .query(Integer.class)
                .single())
        .isEqualTo(50_000);
  }

  @ParameterizedTest
  @CsvSource({"subject, 200", "message, 50000", "attachmentName, 200"})
  void refusesACharacterMore(String field, int most) {
    for (String character : List.of("\\ud83d\\ude00", "a")) {
      HttpResponse<String> response =
          server.post(
              "/api/schedule-email",
              "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\", \"%s\": \"%s\"}"
                  .formatted(field, character.repeat(most + 1)));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"" + field + "\"", "at most");
    }
  }

  @Test
  void takesAChatIdAsNumberOrString() throws Exception {
    for (String chatId : new String[] {"-1001234567890", "\"-1001234567890\"", "\"@channel\""}) {
      HttpResponse<String> response =
          server.post(
              "/api/schedule-messaging",
              "{\"correlationId\": \"c\", \"platform\": \"Telegram\", \"chatId\": " + chatId + "}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(json.readTree(response.body()).path("chatId").asText())
          .isEqualTo(chatId.replace("\"", ""));
    }
  }

  @Test
  void matchesNamesWithoutRegardToCase() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/api/schedule-email",
            """
            {"CorrelationId": "pascal", "TOEMAIL": "ivan@example.com", "Subject": "S",
             "Message": "M", "CustomerId": 9}
            """);

    String id = json.readTree(response.body()).path("jobId").asText();
    JsonNode delivery = delivery(id);
    assertThat(delivery.path("subject").asText()).isEqualTo("S");
    assertThat(delivery.path("customerId").asLong()).isEqualTo(9);
  }

  /** The machine is Turkish, see pom.xml: there the small letter of I is another one. */
  @ParameterizedTest
  @ValueSource(strings = {"correlationid", "CORRELATIONID", "correlationId"})
  void matchesNamesAsOnEveryOtherMachine(String correlationId) throws Exception {
    for (String rest : new String[] {"toemail, delay, customerid", "TOEMAIL, DELAY, CUSTOMERID"}) {
      String[] names = rest.split(", ");
      HttpResponse<String> response =
          server.post(
              "/api/schedule-email",
              "{\"%s\": \"any\", \"%s\": \"ivan@example.com\", \"%s\": \"PT1H\", \"%s\": 9}"
                  .formatted(correlationId, names[0], names[1], names[2]));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode delivery = delivery(json.readTree(response.body()).path("jobId").asText());
      assertThat(delivery.path("customerId").asLong()).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ScheduleEmailRequest.class,
        ScheduleMessagingRequest.class,
        NotifyRequest.class,
        ContactRequest.class,
        CreateKeyRequest.class,
        RescheduleRequest.class,
        SmsCountRequest.class
      })
  void everyFieldOfEveryRequestIsKnownInAnyCase(Class<? extends Record> request) {
    ObjectReader strict =
        server
            .bean(ObjectMapper.class)
            .readerFor(request)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    for (RecordComponent field : request.getRecordComponents()) {
      String name = field.getName();
      for (String spelt :
          List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
        assertThatCode(() -> strict.readValue("{\"" + spelt + "\": null}"))
            .as(spelt)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void fillsInTheDefaults() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/api/schedule-email",
            """
            {"correlationId": "defaults", "toEmail": "ivan@bücher.example"}
            """);

    JsonNode delivery = delivery(json.readTree(response.body()).path("jobId").asText());
    assertThat(delivery.path("subject").asText()).isEqualTo("Report defaults");
    assertThat(delivery.path("status").asText()).isEqualTo("SCHEDULED");
    assertThat(delivery.path("channel").asText()).isEqualTo("EMAIL");
    assertThat(Instant.parse(delivery.path("scheduledTime").asText()))
        .isCloseTo(Instant.now().plus(Duration.ofMinutes(1)), within(30, ChronoUnit.SECONDS));
    assertThat(stored("attachment_name")).isEqualTo("defaults.pdf");
    assertThat(stored("on_unknown")).isEqualTo("RESEND");
  }

  @Test
  void aTimeInThePastMeansNow() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/api/schedule-email",
            """
            {"correlationId": "past", "toEmail": "ivan@example.com",
             "scheduledTime": "2001-01-01T00:00:00+03:00"}
            """);

    Instant time = Instant.parse(json.readTree(response.body()).path("scheduledTime").asText());
    assertThat(time).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
  }

  @Test
  void listsDeliveriesNewestFirstPageByPage() throws Exception {
    for (int i = 1; i <= 5; i++) {
      server.post(
          "/api/schedule-email",
          "{\"correlationId\": \"pages\", \"toEmail\": \"p" + i + "@example.com\"}");
    }

    JsonNode first = get("/api/deliveries?correlationId=pages&limit=3");
    JsonNode second =
        get(
            "/api/deliveries?correlationId=pages&limit=3&cursor="
                + first.path("nextCursor").asText());

    assertThat(first.path("items").findValuesAsText("recipient"))
        .containsExactly("p5@example.com", "p4@example.com", "p3@example.com");
    assertThat(second.path("items").findValuesAsText("recipient"))
        .containsExactly("p2@example.com", "p1@example.com");
    assertThat(second.path("nextCursor").isNull()).isTrue();
  }

  @Test
  void filtersDeliveries() throws Exception {
    server.post(
        "/api/schedule-messaging",
        """
        {"correlationId": "filters", "chatId": "777", "customerId": 123456}
        """);

    for (String filter :
        new String[] {
          "recipient=777",
          "customerId=123456",
          "correlationId=filters",
          "channel=telegram&recipient=777&status=scheduled",
          "recipient=777&origin=REQUEST",
          "recipient=777&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"
        }) {
      assertThat(get("/api/deliveries?" + filter).path("items")).as(filter).hasSize(1);
    }
    assertThat(get("/api/deliveries?recipient=777&status=FAILED").path("items")).isEmpty();
    assertThat(get("/api/deliveries?recipient=777&origin=ALERT").path("items")).isEmpty();
    assertThat(get("/api/deliveries?recipient=777&to=2020-01-01T00:00:00Z").path("items"))
        .isEmpty();
  }

  @Test
  void everyDeliveryOfARequestSaysSoAndWhoseKeyItWas() throws Exception {
    String key = server.bean(ApiKeys.class).create("billing", Set.of(Scope.SCHEDULE), null).text();
    String item = "{\"correlationId\": \"by-billing\", \"toEmail\": \"ana@example.com\"}";
    String[] billing = {"Authorization", "Bearer " + key};
    server.post("/api/schedule-email", item, billing);
    server.post("/api/schedule-email/batch", "[" + item + "]", billing);

    assertThat(get("/api/deliveries?correlationId=by-billing").path("items"))
        .hasSize(2)
        .allSatisfy(
            delivery -> {
              assertThat(delivery.path("origin"))
                  .isEqualTo(json.readTree("{\"kind\": \"REQUEST\", \"id\": null}"));
              assertThat(delivery.path("requestedBy").asText()).isEqualTo("billing");
            });
  }

  @Test
  void aRequestMayNameItsReport() throws Exception {
    JsonNode named =
        answer(
            "/api/schedule-email",
            "{'correlationId': 'order-7', 'reportId': 'q3-2026', 'toEmail': '%s'}",
            "ana@example.com");
    JsonNode unnamed =
        answer(
            "/api/schedule-email",
            "{'correlationId': 'order-8', 'toEmail': '%s'}",
            "ana@example.com");
    JsonNode plain =
        answer("/api/notify", "{'to': '%s', 'subject': 'S', 'body': 'B'}", "ana@example.com");

    JsonNode delivery = delivery(named.path("jobId").asText());
    assertThat(delivery.path("correlationId").asText()).isEqualTo("order-7");
    assertThat(delivery.path("reportId").asText()).isEqualTo("q3-2026");
    assertThat(delivery.path("subject").asText()).isEqualTo("Report q3-2026");
    assertThat(delivery(unnamed.path("jobId").asText()).path("reportId").asText())
        .isEqualTo("order-8");
    assertThat(delivery(plain.path("deliveryId").asText()).path("reportId").isNull()).isTrue();
    assertThat(
            server.count(
                "delivery WHERE report_id = 'q3-2026' AND attachment_name = 'q3-2026.pdf'"))
        .isEqualTo(1);
  }

  /** This server has the settings of a fresh installation: no relay, no bot and no gateway. */
  @Test
  void theLaneOfEachChannelIsWrittenThoughNoneOfItsProvidersIsKnown() throws Exception {
    Environment settings = server.bean(Environment.class);
    assertThat(settings.getProperty("chasqui.email.host")).isNull();
    assertThat(settings.getProperty("chasqui.telegram.bot-token")).isNull();
    answer("/api/schedule-email", "{'correlationId': 'lane', 'toEmail': '%s'}", "ana@example.com");
    answer(
        "/api/schedule-messaging",
        "{'correlationId': 'lane', 'phoneNumber': '%s'}",
        "+79991234567");
    schedule(Channel.SMS, new PhoneNumber("+79991234567"), Lane.of(Channel.SMS));
    Lane host = Lane.of(Channel.WEBHOOK, "https://example.com:443");
    schedule(Channel.WEBHOOK, new WebhookEndpoint(UUID.randomUUID()), host);

    assertThat(
            server
                .database
                .jdbc()
                .sql(
                    """
                    SELECT state.lane || ' ' || band || ' ' || job.lane
                    FROM delivery AS state JOIN jobrunr_jobs AS job ON job.id = state.id::text
                    WHERE correlation_id = 'lane'
                    """)
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder(
            "email DIRECT ",
            "telegram DIRECT ",
            "sms DIRECT ",
            "webhook:https://example.com:443 DIRECT webhook:https://example.com:443");
  }

  private static void schedule(Channel channel, Recipient recipient, Lane lane) {
    server
        .bean(Deliveries.class)
        .schedule(
            DeliveryRequest.to(channel, recipient, OnUnknown.HOLD)
                .lane(lane)
                .origin(Origin.REQUEST)
                .correlationId(new CorrelationId("lane"))
                .message("Hi")
                .at(Instant.now().plusSeconds(600))
                .build());
  }

  @Test
  void anUnknownDeliveryIsNotFound() {
    HttpResponse<String> response =
        server.get("/api/deliveries/01a2016b-78ea-71a4-bd4b-17a493136127");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is no delivery with this id.");
  }

  private static JsonNode delivery(String id) throws Exception {
    return get("/api/deliveries/" + id);
  }

  private static JsonNode answer(String path, String body, String address) throws Exception {
    HttpResponse<String> response = server.post(path, body.replace('\'', '"').formatted(address));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body());
  }

  private static JsonNode get(String path) throws Exception {
    return json.readTree(server.get(path).body());
  }

  private static String stored(String column) {
    return server
        .database
        .jdbc()
        .sql("SELECT " + column + " FROM delivery WHERE correlation_id = 'defaults'")
        .query(String.class)
        .single();
  }

  private static String jobState(String id) {
    return new TestJobs(server.database).state(id);
  }
}
