package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is private is seen by those who ask for it and may, and each time that is written down. */
@ExtendWith(OutputCaptureExtension.class)
class ConsolePrivacyIT {

  private static final String[] CANARIES = {
    ConsoleStock.RECIPIENT, ConsoleStock.SUBJECT, ConsoleStock.TEXT
  };

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private ConsoleStock stock;

  @BeforeEach
  void stock() {
    server.reset();
    stock = ConsoleStock.in(server);
  }

  @Test
  void aViewerSeesNeitherRecipientsNorTexts(CapturedOutput output) {
    Browser viewer = loggedIn("viewer");
    List<String> pages =
        List.of(
            "/console/deliveries",
            "/console/uncertain",
            "/console/workers",
            "/console/alerts",
            stock.page(DeliveryStatus.FAILED),
            stock.page(DeliveryStatus.UNCERTAIN));

    for (String page : pages) {
      HttpResponse<String> seen = viewer.open(page);

      assertThat(seen.statusCode()).as(page).isEqualTo(200);
      assertThat(seen.body())
          .as(page)
          .doesNotContain(CANARIES)
          .doesNotContain("<form class=\"acts");
    }
    assertThat(viewer.open("/console/deliveries").body()).contains("i•••@e•••");
    assertThat(output).doesNotContain(CANARIES);
  }

  @Test
  void aViewerIsShownNothingAndMayDoNothing() {
    Browser viewer = loggedIn("viewer");
    int before = entries();

    for (String act : List.of("recipient", "content", "cancel", "retry", "confirm", "reschedule")) {
      assertThat(viewer.send(stock.page(DeliveryStatus.SCHEDULED) + "/" + act).statusCode())
          .as(act)
          .isEqualTo(403);
    }
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void whoeverFindsByARecipientLeavesNoneInAnAddressOrALog(CapturedOutput output) {
    Browser viewer = loggedIn("viewer");

    HttpResponse<String> found = viewer.send("/console/find", "q", ConsoleStock.RECIPIENT);

    assertThat(found.uri().toString()).matches(".*/console/deliveries\\?f=[0-9a-f]{8}");
    assertThat(found.body()).contains("q3-2026:failed", ConsoleStock.RECIPIENT);
    assertThat(found.body().split(ConsoleStock.RECIPIENT)).as("where it was typed").hasSize(2);
    assertThat(output).doesNotContain(ConsoleStock.RECIPIENT);
    assertThat(loggedIn("operator").open(pathOf(found)).statusCode())
        .as("another session knows nothing of it")
        .isEqualTo(400);
    HttpResponse<String> typed = viewer.open("/console/deliveries?q=" + ConsoleStock.RECIPIENT);
    assertThat(typed.uri().toString()).doesNotContain("example.com");
  }

  @Test
  void oneHitIsOpenedAndWhatIsNotFoundIsSaid() {
    Browser viewer = loggedIn("viewer");
    String id = stock.of(DeliveryStatus.FAILED).toString();

    assertThat(viewer.send("/console/find", "q", " " + id + " ").uri().getPath()).endsWith(id);
    assertThat(viewer.send("/console/find", "q", "q3-2026:failed").uri().getPath()).endsWith(id);
    assertThat(viewer.send("/console/find", "q", "nobody@example.org").body())
        .contains("nobody@example.org", "Nothing matches");
  }

  @Test
  void whatAnOperatorAsksForIsShownOnceAndWrittenDown() {
    Browser operator = loggedIn("operator");
    String page = stock.page(DeliveryStatus.FAILED);
    assertThat(operator.open(page).body()).doesNotContain(ConsoleStock.RECIPIENT);

    HttpResponse<String> recipient = operator.send(page + "/recipient");

    assertThat(recipient.body()).contains(ConsoleStock.RECIPIENT).doesNotContain(ConsoleStock.TEXT);
    assertThat(recipient.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(newestAct()).isEqualTo("operator CONSOLE delivery.recipient-shown DONE");
    assertThat(operator.send(page + "/content").body())
        .contains(ConsoleStock.RECIPIENT, ConsoleStock.TEXT);
    assertThat(newestAct()).isEqualTo("operator CONSOLE delivery.content-shown DONE");
    assertThat(operator.open(page).body())
        .as("and the story says so")
        .doesNotContain(ConsoleStock.RECIPIENT, ConsoleStock.TEXT)
        .contains("Recipient shown", "Content shown");
    assertThat(audit()).doesNotContain(CANARIES);
  }

  private static Browser loggedIn(String role) {
    Browser browser = new Browser(server);
    browser.logIn(role);
    browser.open("/console/deliveries");
    return browser;
  }

  private static String pathOf(HttpResponse<String> page) {
    return page.uri().getPath() + "?" + page.uri().getQuery();
  }

  private static int entries() {
    return server.database.count("audit_entry");
  }

  private static String newestAct() {
    return server
        .database
        .jdbc()
        .sql(
            "SELECT concat_ws(' ', actor, via, act, result) FROM audit_entry"
                + " ORDER BY id DESC LIMIT 1")
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
