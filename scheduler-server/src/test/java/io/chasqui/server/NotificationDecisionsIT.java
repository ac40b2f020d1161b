package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which channel an event is told by, when, or why not: each code of the contract, by dry runs. */
class NotificationDecisionsIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(SmsServer.SETTINGS);

  private final NotificationDesk desk = new NotificationDesk(server);
  private final String event = NotificationDesk.event();
  private String ana;

  @BeforeEach
  void somebody() {
    ana = desk.somebody();
    desk.template(event, "EMAIL", "Hola {{name}}");
    desk.template(event, "SMS", "Hola {{name}}");
  }

  @Test
  void theFirstChannelIsChosenWithWhatItSays() {
    long before = server.count("notification");

    JsonNode tried = tryOut("");

    assertThat(tried.path("enviaria").asBoolean()).isTrue();
    JsonNode chosen = tried.path("canales").path(0);
    assertThat(tried.path("canales")).hasSize(1);
    assertThat(chosen.path("canal").asText()).isEqualTo("Email");
    assertThat(chosen.path("plantillaId").asText()).isEqualTo(event + ".email.es@1");
    assertThat(chosen.path("contenido").path("text").asText()).isEqualTo("Hola Luz");
    assertThat(steps(tried))
        .containsExactly(
            "RECIPIENT PASS",
            "CATEGORY PASS",
            "CANDIDATES PASS",
            "CHANNEL_ON EMAIL PASS",
            "PREFERENCE EMAIL PASS",
            "ADDRESS EMAIL PASS",
            "SUPPRESSION EMAIL PASS",
            "TEMPLATE EMAIL PASS",
            "RENDER EMAIL PASS",
            "QUIET_HOURS EMAIL PASS",
            "CAP EMAIL PASS",
            "CHOICE EMAIL CHOOSE");
    assertThat(server.count("notification")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'canalesBloqueados': ['EMAIL']}                               | PREFERENCE EMAIL SKIP"
            + " BLOCKED",
        "{'emailHabilitado': false}                                     | PREFERENCE EMAIL SKIP"
            + " DISABLED",
        "{'categorias': {'general': {'habilitada': false}}}             | PREFERENCE EMAIL SKIP"
            + " CATEGORY_REFUSED",
        "{'categorias': {'general': {'canales': ['SMS']}}}              | PREFERENCE EMAIL SKIP"
            + " CATEGORY_REFUSED",
        "{'ordenCanales': ['TELEGRAM']}                                 | TEMPLATE TELEGRAM SKIP"
            + " NO_TEMPLATE"
      })
  void whatSomebodyWantsIsKeptTo(String preferences, String line) {
    desk.put("/api/preferencias/" + ana, preferences.strip());

    assertThat(steps(tryOut(""))).contains(line.strip());
  }

  @Test
  void channelsWithoutSettingsAddressesOrTemplatesAreSkipped() {
    JsonNode tried = tryOut(", 'canales': ['Push', 'Telegram', 'Webhook', 'Sms']");

    assertThat(steps(tried))
        .contains(
            "CHANNEL_ON PUSH SKIP CHANNEL_OFF",
            "TEMPLATE TELEGRAM SKIP NO_TEMPLATE",
            "ADDRESS WEBHOOK SKIP NO_ADDRESS",
            "CHOICE SMS CHOOSE");
  }

  @Test
  void mandatoryCategoriesAreNotRefusedButBlockedChannelsAre() {
    desk.put(
        "/api/preferencias/" + ana,
        "{'categorias': {'security': {'habilitada': false}}, 'canalesBloqueados': ['SMS']}");

    assertThat(steps(tryOut(", 'categoria': 'security', 'canales': ['Sms', 'Email']")))
        .contains("PREFERENCE SMS SKIP BLOCKED", "CHOICE EMAIL CHOOSE");
  }

  @Test
  void whoMustNotBeWrittenToIsNot() {
    desk.post(
        "/api/suppressions",
        "{'channel': 'EMAIL', 'recipientId': '" + ana + "', 'reason': 'COMPLAINT'}");
    String number = desk.get("/api/recipients/" + ana).path("phone").asText();
    desk.post(
        "/api/suppressions", "{'channel': 'SMS', 'address': '" + number + "', 'reason': 'MANUAL'}");

    JsonNode tried = tryOut("");

    assertThat(steps(tried))
        .contains(
            "SUPPRESSION EMAIL SKIP SUPPRESSED_COMPLAINT",
            "SUPPRESSION SMS SKIP SUPPRESSED_MANUAL");
    assertThat(tried.path("enviaria").asBoolean()).isFalse();
  }

  @Test
  void whatCannotBeSaidIsSkipped() {
    String wordy = NotificationDesk.event();
    desk.template(wordy, "EMAIL", "{{missing}}");
    desk.template(wordy, "SMS", "{{name}}".repeat(300));

    JsonNode tried = tryOut(wordy, ", 'canales': ['Email', 'Sms']");

    assertThat(steps(tried))
        .contains("RENDER EMAIL SKIP INVALID_DATA", "RENDER SMS SKIP SMS_TOO_LONG");
    assertThat(tried.path("motivo").asText()).isEqualTo("INVALID_DATA");
  }

  @ParameterizedTest
  @CsvSource({
    "hold, QUIET_HOURS SMS HOLD QUIET_HOURS, CHOICE SMS CHOOSE",
    "next, QUIET_HOURS SMS SKIP QUIET_HOURS, CHOICE EMAIL CHOOSE",
    "drop, QUIET_HOURS SMS DROP QUIET_HOURS, CHOICE STOP DROPPED_QUIET_HOURS"
  })
  void quietHoursHoldTurnToTheNextOrDrop(String policy, String line, String end) {
    type("{'silencio': '" + policy + "', 'ttl': 'PT48H'}");

    JsonNode tried = tryOut(", 'canales': ['Sms', 'Email'], 'en': '" + atNight() + "'");

    assertThat(steps(tried)).contains(line, end);
  }

  @Test
  void theFirstIsHeldWhenNoneIsLeft() {
    type("{'silencio': 'next', 'ttl': 'PT48H'}");

    JsonNode tried = tryOut(", 'canales': ['Sms'], 'en': '" + atNight() + "'");

    assertThat(tried.path("canales").path(0).path("programadaPara").asText())
        .isEqualTo(atNight().replace("T23:30", "T07:00").replace("10", "11"));
  }

  @Test
  void whatWouldBeHeldBeyondItsDeadlineExpiresNow() {
    JsonNode tried =
        tryOut(
            ", 'canales': ['Sms'], 'en': '"
                + atNight()
                + "', 'expiraEn': '"
                + atNight().replace("23:30", "23:59")
                + "'");

    assertThat(steps(tried)).contains("DEADLINE SMS SKIP EXPIRED", "CHOICE STOP EXPIRED");
    assertThat(tried.path("motivo").asText()).isEqualTo("EXPIRED");
  }

  @Test
  void aCategoryMayIgnoreQuietHours() {
    JsonNode tried =
        tryOut(", 'categoria': 'security', 'canales': ['Sms'], 'en': '" + atNight() + "'");

    assertThat(steps(tried)).contains("QUIET_HOURS SMS PASS", "CHOICE SMS CHOOSE");
  }

  @ParameterizedTest
  @CsvSource({
    "hold, CAP EMAIL HOLD CAP, CHOICE EMAIL CHOOSE",
    "next, CAP EMAIL SKIP CAP, CHOICE SMS CHOOSE",
    "drop, CAP EMAIL DROP CAP, CHOICE STOP DROPPED_CAP"
  })
  void oneTooManyWaitsTurnsOrIsDropped(String policy, String line, String end) {
    String category = "offers-" + UUID.randomUUID();
    desk.put(
        "/api/categorias/" + category,
        "{'limite': {'max': 1, 'per': 'PT1H', 'canales': ['EMAIL'], 'politica': '"
            + policy
            + "'}}");
    String of = ", 'categoria': '" + category + "', 'canales': ['Email', 'Sms']";
    assertThat(
            desk.post("/api/notificaciones", body(event, of + ", 'clave': 'first'")).statusCode())
        .isEqualTo(202);

    JsonNode tried = tryOut(of);

    assertThat(steps(tried)).contains(line, end);
  }

  @Test
  void eachThatPassesIsUsedWhereTheTypeSaysSo() {
    type("{'estrategia': 'all', 'canales': ['SMS', 'EMAIL']}");

    assertThat(tryOut("").path("canales").findValuesAsText("canal"))
        .containsExactly("Sms", "Email");
  }

  @Test
  void aWebhookNeedsNoTemplate() {
    desk.put("/api/recipients/" + ana + "/webhook", "{'url': 'https://hooks.example.com/x'}");

    JsonNode said = tryOut(", 'canales': ['Webhook']").path("canales").path(0);

    assertThat(said.path("contenido").path("webhook").asText())
        .contains("\"type\":\"" + event, "\"datos\":{\"name\":\"Luz\"}");
  }

  /**
   * The clock on the wall, on days when it is changed: none is disturbed, and none held too long.
   */
  @ParameterizedTest
  @CsvSource({
    // an hour is missing: 02:30 does not exist, so the window begins with the first moment after it
    "Europe/Madrid,       02:30, 05:00, 2027-03-28T01:00:00Z, 2027-03-28T03:00:00Z",
    // an hour comes twice: the window ends at the second half past two
    "Europe/Madrid,       23:00, 02:30, 2026-10-25T00:45:00Z, 2026-10-25T01:30:00Z",
    "America/Santiago,    23:00, 07:00, 2027-04-04T02:30:00Z, 2027-04-04T11:00:00Z",
    "America/Santiago,    23:30, 00:30, 2026-09-06T03:45:00Z, 2026-09-06T04:00:00Z",
    "Australia/Lord_Howe, 23:00, 02:15, 2027-04-03T15:10:00Z, 2027-04-03T15:45:00Z",
    "Australia/Lord_Howe, 01:00, 02:15, 2026-10-03T15:20:00Z, 2026-10-03T15:30:00Z",
    "Asia/Kolkata,        23:00, 07:00, 2027-01-10T18:00:00Z, 2027-01-11T01:30:00Z",
    "America/St_Johns,    23:00, 07:00, 2027-03-14T03:00:00Z, 2027-03-14T09:30:00Z"
  })
  void quietHoursAreByTheClockOfWhoeverIsTold(
      String zone, String from, String to, String at, String until) {
    desk.put(
        "/api/preferencias/" + ana,
        "{'zonaHoraria': '"
            + zone
            + "', 'horarioSilencioso': {'canales': ['EMAIL'], 'desde': '"
            + from
            + "', 'hasta': '"
            + to
            + "'}}");
    type("{'ttl': 'PT48H'}");

    JsonNode tried = tryOut(", 'canales': ['Email'], 'en': '" + at + "'");

    assertThat(tried.path("canales").path(0).path("programadaPara").asText()).isEqualTo(until);
  }

  @Test
  void whatIsWrongWithATrialIsToldByField() {
    HttpResponse<String> answer =
        desk.post(
            "/api/notificaciones/simulacion", "{'evento': '1', 'en': '1999-01-01T00:00:00Z'}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(NotificationDesk.read(answer.body()).path("errors").findValuesAsText("field"))
        .contains("destinatarioId", "evento", "datos", "en");
  }

  /** What is declared is all that a template may name. */
  private void type(String rules) {
    desk.put("/api/eventos/" + event, rules.replaceFirst("\\{", "{'variables': {'name': {}}, "));
  }

  private JsonNode tryOut(String more) {
    return tryOut(event, more);
  }

  private JsonNode tryOut(String what, String more) {
    HttpResponse<String> answer = desk.post("/api/notificaciones/simulacion", body(what, more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return NotificationDesk.read(answer.body());
  }

  private String body(String what, String more) {
    return "{'destinatarioId': '"
        + ana
        + "', 'evento': '"
        + what
        + "', 'datos': {'name': 'Luz'}"
        + more
        + "}";
  }

  private static List<String> steps(JsonNode tried) {
    List<String> steps = new ArrayList<>();
    for (JsonNode step : tried.path("decisiones")) {
      StringBuilder line = new StringBuilder(step.path("step").asText());
      for (String part : List.of("channel", "verdict", "code")) {
        if (!step.path(part).isNull()) {
          line.append(' ').append(step.path(part).asText().toUpperCase(Locale.ROOT));
        }
      }
      steps.add(line.toString());
    }
    return steps;
  }

  private static String atNight() {
    return "2027-01-10T23:30:00Z";
  }
}
