package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The form that schedules messages: what it is checked for, and that it is done once. */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleScheduleIT {

  private static final String FORM = "/console/schedule";
  private static final String TEXT = "Text-of-a-canary";
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static Browser operator;

  @BeforeAll
  static void logIn() {
    operator = new Browser(server);
    operator.logIn("operator");
    operator.keep("CHASQUI_ZONE", "Europe%2FMadrid");
  }

  @BeforeEach
  void empty() {
    server.reset();
  }

  @Test
  void whatIsWrongStandsBesideItsFieldAndWhatWasTypedStays() {
    operator.open(FORM);

    HttpResponse<String> wrong =
        operator.send(
            FORM + "/check",
            with(
                "recipients",
                "ana@example.com\r\nnobody",
                "correlationId",
                "no id",
                "when",
                "at",
                "time",
                "2100-03-28T02:30",
                "deadline",
                "2020-01-01T00:00"));

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains(
            "id=\"recipients-wrong\"",
            "nobody:",
            "id=\"correlationId-wrong\"",
            "id=\"time-wrong\"",
            "the clocks change",
            "value=\"no id\"",
            "ana@example.com\nnobody",
            TEXT);
    assertThat(deliveries()).isZero();
  }

  @Test
  void aSecondPageShowsWhatGoesToWhomAndOnlyThenItIsStoredOnce(CapturedOutput output) {
    ZonedDateTime at = LocalDate.now(MADRID).plusDays(30).atTime(18, 0).atZone(MADRID);
    String time = at.toLocalDateTime().toString();
    String[] form = with("key", key(), "when", "at", "time", time);
    HttpResponse<String> checked = operator.send(FORM + "/check", form);
    assertThat(checked.body())
        .contains(
            "2 messages go out by E-mail",
            "ana.canaria@example.com",
            "18:00:00 (Europe/Madrid)",
            at.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime().toString().replace('T', ' '),
            "No report desk-1 was stored",
            TEXT);
    assertThat(deliveries()).isZero();

    HttpResponse<String> done = operator.send(FORM, form);

    assertThat(done.uri().toString()).endsWith("/console/deliveries?correlationId=desk-1");
    assertThat(done.body()).contains("2 messages are scheduled.");
    assertThat(operator.send(FORM, form).statusCode()).as("a double click").isEqualTo(200);
    assertThat(deliveries()).isEqualTo(2);
    assertThat(
            server
                .database
                .jdbc()
                .sql("SELECT DISTINCT requested_by FROM delivery_message")
                .query(String.class)
                .list())
        .containsExactly("operator");
    assertThat(output).doesNotContain("canaria", TEXT);
  }

  /**
   * The service says of the second one that it is not reached, when the first is stored already.
   */
  @Test
  void allAreStoredOrNone() {
    DirectoryStock stock = DirectoryStock.in(server);
    int before = deliveries();

    HttpResponse<String> refused =
        operator.send(
            FORM,
            with("channel", "TELEGRAM", "recipients", "4711\r\n" + withoutAddress(), "key", key()));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("id=\"recipients-wrong\"");
    assertThat(deliveries()).isEqualTo(before);
    HttpResponse<String> one =
        operator.send(
            FORM, with("recipients", stock.recipient().toString(), "key", key(), "when", "now"));
    assertThat(one.uri().getPath()).matches("/console/deliveries/[0-9a-f-]{36}");
    assertThat(deliveries()).isEqualTo(before + 1);
  }

  private static String withoutAddress() {
    String made = server.post("/api/recipients", "{\"name\": \"Nowhere\"}").body();
    return made.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void atMostFiftyAreTakenAndGoingBackKeepsThem() {
    String many =
        IntStream.range(0, 51)
            .mapToObj(i -> "n" + i + "@example.com")
            .collect(Collectors.joining("\n"));
    operator.open(FORM);

    assertThat(operator.send(FORM + "/check", with("recipients", many)).body())
        .contains("at most 50");
    assertThat(operator.send(FORM, with("back", "true")).body())
        .contains("ana.canaria@example.com", TEXT);
    assertThat(deliveries()).isZero();
  }

  @Test
  void aViewerDoesNotSeeItAndMayNotDoIt() {
    Browser viewer = new Browser(server);
    viewer.logIn("viewer");

    assertThat(viewer.open("/console").body()).doesNotContain("Schedule a message");
    assertThat(viewer.open(FORM).statusCode()).isEqualTo(403);
    assertThat(viewer.send(FORM, with()).statusCode()).isEqualTo(403);
  }

  private static String key() {
    Matcher key = KEY.matcher(operator.open(FORM).body());
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  /** A form as it is filled in, but for these fields. */
  private static String[] with(String... namesAndValues) {
    List<String> form =
        new ArrayList<>(
            List.of(
                "channel", "EMAIL",
                "recipients", "ana.canaria@example.com\r\nivan.canaria@example.com",
                "correlationId", "desk-1",
                "subject", "Hello",
                "message", TEXT,
                "when", "later",
                "minutes", "5"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      int at = form.indexOf(namesAndValues[i]);
      if (at >= 0 && at % 2 == 0) {
        form.set(at + 1, namesAndValues[i + 1]);
      } else {
        form.add(namesAndValues[i]);
        form.add(namesAndValues[i + 1]);
      }
    }
    return form.toArray(String[]::new);
  }

  private static int deliveries() {
    return server.database.count("delivery_message");
  }
}
