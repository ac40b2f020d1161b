package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.Recipients;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Recipients and suppressions on the console: who sees what of them, and what people do there. */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleDirectoryIT {

  private static final String RECIPIENTS = "/console/recipients";
  private static final String SUPPRESSIONS = "/console/suppressions";
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static Browser viewer;
  private static Browser operator;
  private DirectoryStock stock;

  @BeforeAll
  static void logIn() {
    viewer = new Browser(server);
    viewer.logIn("viewer");
    operator = new Browser(server);
    operator.logIn("operator");
  }

  @BeforeEach
  void stock() {
    server.reset();
    stock = DirectoryStock.in(server);
  }

  @Test
  void aViewerSeesNothingThatNamesAnybody(CapturedOutput output) {
    for (String page : List.of(RECIPIENTS, stock.page(), SUPPRESSIONS, stock.suppression())) {
      HttpResponse<String> seen = viewer.open(page);

      assertThat(seen.statusCode()).as(page).isEqualTo(200);
      assertThat(seen.body()).as(page).doesNotContain(DirectoryStock.CANARIES);
      assertThat(seen.body()).as(page).doesNotContain("btn danger", "btn primary");
    }
    assertThat(viewer.open(RECIPIENTS).body()).contains("A••• C•••", "a•••@e•••", "•••21");
    assertThat(viewer.open(stock.page()).body())
        .contains("A••• C•••", "to-the-directory", "By hand", "offers", "America/Lima", "vip");
    assertThat(viewer.open(SUPPRESSIONS).body()).contains("+5198***21");
    assertThat(output).doesNotContain(DirectoryStock.CANARIES);
  }

  @Test
  void aViewerMayDoNothing() {
    viewer.open(RECIPIENTS);
    int before = server.database.count("audit_entry");

    for (String act : List.of("", "/show", "/edit", "/preferences", "/merge", "/erase")) {
      assertThat(viewer.send(stock.page() + act).statusCode()).as(act).isEqualTo(403);
    }
    assertThat(viewer.open(stock.page() + "/erase").statusCode()).isEqualTo(403);
    assertThat(viewer.open(stock.page() + "/merge").statusCode()).isEqualTo(403);
    assertThat(viewer.send(SUPPRESSIONS).statusCode()).isEqualTo(403);
    assertThat(viewer.send(stock.suppression() + "/lift", "why", "OTHER").statusCode())
        .isEqualTo(403);
    assertThat(server.database.count("audit_entry")).isEqualTo(before);
  }

  /** From beginnings that are found one could guess the rest. */
  @Test
  void aViewerFindsByAWholeAddressAlone(CapturedOutput output) {
    viewer.open(RECIPIENTS);

    HttpResponse<String> found = viewer.send(RECIPIENTS + "/find", "who", DirectoryStock.EMAIL);
    assertThat(found.uri().toString()).matches(".*/console/recipients\\?f=[0-9a-f]{8}");
    assertThat(found.body()).contains("A••• C•••").doesNotContain(DirectoryStock.NAME);
    assertThat(viewer.send(RECIPIENTS + "/find", "who", "+51 987 654 321").body())
        .contains("A••• C•••");
    HttpResponse<String> beginning = viewer.send(RECIPIENTS + "/find", "who", "ana.c");
    assertThat(beginning.statusCode()).isEqualTo(400);
    assertThat(beginning.body()).doesNotContain("A••• C•••").contains("whole e-mail address");
    HttpResponse<String> suppressed =
        viewer.send(SUPPRESSIONS + "/find", "address", DirectoryStock.PHONE);
    assertThat(suppressed.uri().toString()).matches(".*/console/suppressions\\?f=[0-9a-f]{8}");
    assertThat(suppressed.body()).contains("+5198***21");
    assertThat(viewer.send(SUPPRESSIONS + "/find", "address", "nobody@example.org").body())
        .contains("Nothing is suppressed that matches this");
    assertThat(output).doesNotContain(DirectoryStock.CANARIES);
  }

  @Test
  void anOperatorFindsByABeginningAndNoAddressHasAnybodysName(CapturedOutput output) {
    for (int i = 0; i < 60; i++) {
      String number = String.valueOf(100 + i);
      server.bean(Recipients.class).create(null, named("Canaria " + number));
    }
    operator.open(RECIPIENTS);

    HttpResponse<String> first = operator.send(RECIPIENTS + "/find", "who", "canaria");
    assertThat(first.body()).contains("Canaria 100", "Canaria 149").doesNotContain("Canaria 150");
    String next = next(first);
    assertThat(next).contains("by=NAME").doesNotContainIgnoringCase("canaria");
    assertThat(operator.open(next).body()).contains("Canaria 150", "Canaria 159");
    assertThat(operator.send(RECIPIENTS + "/find", "who", "customer-4711").uri().getPath())
        .as("one that is named by itself is opened")
        .isEqualTo(stock.page());
    assertThat(operator.open(RECIPIENTS + "?tag=vip&locale=es").body())
        .contains(DirectoryStock.NAME)
        .doesNotContain("Canaria 100");
    assertThat(output).doesNotContain("Canaria");
  }

  private static RecipientProfile named(String name) {
    return new RecipientProfile(
        null, name, null, null, null, null, null, List.of(), null, Map.of());
  }

  private static String next(HttpResponse<String> page) {
    Matcher next = NEXT.matcher(page.body());
    assertThat(next.find()).as("a page behind").isTrue();
    return next.group(1).replace("&amp;", "&");
  }

  @Test
  void addressesAreShownOnceAndWrittenDown() {
    assertThat(operator.open(stock.page()).body())
        .contains(DirectoryStock.NAME, "a•••@e•••")
        .doesNotContain(DirectoryStock.EMAIL, DirectoryStock.PHONE, DirectoryStock.ATTRIBUTE);

    HttpResponse<String> shown = operator.send(stock.page() + "/show");

    assertThat(shown.body())
        .contains(DirectoryStock.EMAIL, DirectoryStock.PHONE, DirectoryStock.ATTRIBUTE);
    assertThat(newestAct()).isEqualTo("operator CONSOLE recipient.shown RECIPIENT DONE");
    assertThat(operator.open(stock.page()).body())
        .doesNotContain(DirectoryStock.EMAIL)
        .contains("Addresses shown");
    assertThat(audit()).doesNotContain(DirectoryStock.CANARIES);
  }

  @Test
  void aRecipientIsEditedAndWhatIsWrongIsToldBesideItsField() {
    operator.open(stock.page());
    HttpResponse<String> form = operator.send(stock.page() + "/edit");
    assertThat(form.body()).contains(DirectoryStock.EMAIL, "vip\nbeta");
    assertThat(newestAct()).contains("recipient.shown");
    String version = version(form);

    HttpResponse<String> wrong =
        operator.send(
            stock.page(),
            "version",
            version,
            "name",
            "Ana Nueva",
            "email",
            "no one",
            "tags",
            "vip");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("id=\"email-wrong\"", "value=\"no one\"", "value=\"Ana Nueva\"", "autofocus");

    HttpResponse<String> saved =
        operator.send(
            stock.page(),
            "version",
            version,
            "name",
            "Ana Nueva",
            "email",
            DirectoryStock.EMAIL,
            "tags",
            "vip\r\ngold");
    assertThat(saved.uri().getPath()).isEqualTo(stock.page());
    assertThat(saved.body()).contains("Saved.", "Ana Nueva", "vip, gold");
    assertThat(newestAct()).isEqualTo("operator CONSOLE recipient.changed RECIPIENT DONE");
    assertThat(profile().attributes()).containsEntry("street", DirectoryStock.ATTRIBUTE);
    assertThat(profile().phone()).isNull();

    HttpResponse<String> late = operator.send(stock.page(), "version", version, "name", "Late");
    assertThat(late.statusCode()).as("somebody was first").isEqualTo(400);
    assertThat(profile().name()).isEqualTo("Ana Nueva");
  }

  private RecipientProfile profile() {
    return server.bean(Recipients.class).find(stock.recipient()).orElseThrow().profile();
  }

  @Test
  void whatSomebodyWantsIsChanged() {
    String version = version(operator.open(stock.page()));

    HttpResponse<String> wrong =
        operator.send(stock.page() + "/preferences", "version", version, "quietFrom", "22:00");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("id=\"quietHours.to-wrong\"", "value=\"22:00\"");

    HttpResponse<String> saved =
        operator.send(
            stock.page() + "/preferences",
            "version",
            version,
            "enabled",
            "EMAIL",
            "enabled",
            "SMS",
            "blocked",
            "TELEGRAM",
            "quiet",
            "EMAIL",
            "quietFrom",
            "22:00",
            "quietTo",
            "06:30",
            "category",
            "offers",
            "was",
            "offers");
    assertThat(saved.body()).contains("Saved.", "22:00-06:30, every day", "never", "not wanted");
    assertThat(newestAct())
        .isEqualTo("operator CONSOLE recipient.preferences-changed RECIPIENT DONE");
    assertThat(server.get("/api/preferences/" + stock.recipient()).body())
        .contains("\"pushEnabled\":false", "\"smsEnabled\":true", "\"TELEGRAM\"");
    assertThat(operator.send(stock.page() + "/preferences", "version", version).statusCode())
        .as("of an older version")
        .isEqualTo(409);
  }

  @Test
  void onlyWhoeverTypesTheNameErasesSomebody() {
    String asked = operator.open(stock.page() + "/erase").body();
    assertThat(asked).contains("What goes", "What stays", DirectoryStock.NAME);

    HttpResponse<String> wrong = operator.send(stock.page() + "/erase", "name", "Ana");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("not what has to be typed", "value=\"Ana\"");
    assertThat(operator.open(stock.page()).statusCode()).isEqualTo(200);

    HttpResponse<String> erased =
        operator.send(stock.page() + "/erase", "name", DirectoryStock.NAME);
    assertThat(erased.uri().getPath()).isEqualTo(RECIPIENTS);
    assertThat(erased.body()).contains("Erased.");
    assertThat(newestOf("RECIPIENT")).isEqualTo("operator CONSOLE recipient.erased DONE");
    assertThat(operator.open(stock.page()).statusCode()).isEqualTo(404);
    assertThat(audit()).doesNotContain(DirectoryStock.CANARIES);
  }

  @Test
  void twoBecomeOneOnceBothWereSeen() {
    UUID other = server.bean(Recipients.class).create(null, named("Ana Doble")).id();
    String merge = stock.page() + "/merge";
    assertThat(operator.open(merge + "?from=" + stock.recipient()).statusCode()).isEqualTo(400);

    HttpResponse<String> both = operator.open(merge + "?from=" + other);
    assertThat(both.body()).contains(DirectoryStock.NAME, "Ana Doble", "a•••@e•••");
    HttpResponse<String> merged =
        operator.send(merge, "from", other.toString(), "version", version(both));

    assertThat(merged.uri().getPath()).isEqualTo(stock.page());
    assertThat(merged.body()).contains("The two are one.");
    assertThat(newestAct()).isEqualTo("operator CONSOLE recipient.merged RECIPIENT DONE");
    assertThat(operator.open(RECIPIENTS + "/" + other).statusCode()).isEqualTo(404);
  }

  @Test
  void aSuppressionIsAddedAndLiftedWithAReason(CapturedOutput output) {
    operator.open(SUPPRESSIONS);
    HttpResponse<String> wrong =
        operator.send(
            SUPPRESSIONS, "channel", "SMS", "address", "hello", "reason", "MANUAL", "until", "x");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("id=\"address-wrong\"", "id=\"until-wrong\"", "value=\"hello\"");

    HttpResponse<String> added =
        operator.send(
            SUPPRESSIONS,
            "channel",
            "EMAIL",
            "address",
            DirectoryStock.EMAIL,
            "reason",
            "COMPLAINT",
            "until",
            "2100-01-01T12:00");
    String page = added.uri().getPath();
    assertThat(page).matches(SUPPRESSIONS + "/[0-9a-f-]{36}");
    assertThat(added.body())
        .contains("a***@e***.com", "Complaint", "1 Jan 2100", "operator", "added")
        .doesNotContain(DirectoryStock.EMAIL);
    assertThat(newestAct()).isEqualTo("operator CONSOLE suppression.added SUPPRESSION DONE");
    assertThat(operator.open(stock.page()).body()).contains("Complaint");

    assertThat(operator.send(page + "/lift").statusCode()).as("without why").isEqualTo(400);
    HttpResponse<String> lifted = operator.send(page + "/lift", "why", "ASKED_FOR");
    assertThat(lifted.uri().getPath()).isEqualTo(SUPPRESSIONS);
    assertThat(lifted.body()).contains("Lifted.");
    assertThat(newestAct()).isEqualTo("operator CONSOLE suppression.removed SUPPRESSION DONE");
    assertThat(audit()).contains("ASKED_FOR").doesNotContain(DirectoryStock.CANARIES);
    assertThat(operator.open(page).statusCode()).isEqualTo(404);
    assertThat(output).doesNotContain(DirectoryStock.CANARIES);
  }

  @Test
  void suppressionsAreListedByChannelAndReason() {
    assertThat(operator.open(SUPPRESSIONS + "?channel=SMS&reason=MANUAL").body())
        .contains("+5198***21")
        .doesNotContain(stock.recipient().toString());
    assertThat(operator.open(SUPPRESSIONS + "?channel=EMAIL").body())
        .contains("Nothing is suppressed that matches this");
    assertThat(operator.open(SUPPRESSIONS + "?channel=FAX").statusCode()).isEqualTo(400);
  }

  private static String version(HttpResponse<String> page) {
    Matcher version = VERSION.matcher(page.body().replace("id=\"version\" ", ""));
    assertThat(version.find()).as("a form with a version").isTrue();
    return version.group(1);
  }

  private static String newestAct() {
    return newest("concat_ws(' ', actor, via, act, object_kind, result)", "true");
  }

  private static String newestOf(String kind) {
    return newest("concat_ws(' ', actor, via, act, result)", "object_kind = '" + kind + "'");
  }

  private static String newest(String what, String which) {
    return server
        .database
        .jdbc()
        .sql("SELECT %s FROM audit_entry WHERE %s ORDER BY id DESC LIMIT 1".formatted(what, which))
        .query(String.class)
        .single();
  }

  private static String audit() {
    return server
        .database
        .jdbc()
        .sql("SELECT string_agg(audit_entry::text, ' ') FROM audit_entry")
        .query(String.class)
        .single();
  }
}
