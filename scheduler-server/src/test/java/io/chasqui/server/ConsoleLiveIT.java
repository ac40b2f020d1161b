package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages that change by themselves, and for whom they do. */
@Timeout(120)
class ConsoleLiveIT {

  private static final Pattern TAG = Pattern.compile("data-tag=\"([^\"]+)\"");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private ConsoleStock stock;

  @BeforeEach
  void stock() {
    server.reset();
    stock = ConsoleStock.in(server);
  }

  @Test
  void figuresMoveFocusStaysAndAViewerStaysAViewerInTheirLanguage() {
    try (BrowserContext context = person("viewer", Map.of("CHASQUI_LANGUAGE", "es"))) {
      Page page = context.newPage();
      page.navigate(server.uri("/console").toString());
      page.locator("#live[data-state=on]").waitFor();
      failed(page, 1);
      page.locator("#ended-table").click();
      page.locator("#fact-1").focus();

      for (int more = 1; more <= 2; more++) {
        fail(more == 1 ? DeliveryStatus.QUEUED : DeliveryStatus.SENDING);
        failed(page, 1 + more);
      }

      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("fact-1");
      assertThat(page.locator("#ended-numbers").getAttribute("open")).as("stays open").isNotNull();
      assertThat(page.locator("#fact-1").innerText()).contains("Fallidos");
      assertThat(page.locator("#overview").innerText())
          .doesNotContain(ConsoleStock.RECIPIENT, ConsoleStock.SUBJECT);
    }
  }

  @Test
  void aPausedPageStandsStillUntilItGoesOn() {
    try (BrowserContext context = person("operator", Map.of())) {
      Page page = context.newPage();
      page.navigate(server.uri("/console").toString());
      failed(page, 1);
      page.keyboard().press("p");
      assertThat(page.locator("#live").innerText()).isEqualTo("paused");
      fail(DeliveryStatus.QUEUED);
      lookTwice();

      failed(page, 1);
      page.keyboard().press("p");
      failed(page, 2);
      assertThat(page.locator("#live").innerText()).isEqualTo("live");
    }
  }

  @Test
  void rowsChangeInTheirPlaceAndNewOnesOnlyAnnounceThemselves() {
    try (BrowserContext context = person("viewer", Map.of("CHASQUI_LANGUAGE", "ru"))) {
      Page page = context.newPage();
      page.navigate(server.uri("/console/deliveries").toString());
      page.locator("#live[data-state=on]").waitFor();
      String queued = "tr:has(#d-" + stock.of(DeliveryStatus.QUEUED) + ") .st";
      server.bean(Deliveries.class).schedule(anEmail().withCorrelationId("later").build());
      page.locator("#newer-ones:has-text('1 новее')").waitFor();

      fail(DeliveryStatus.QUEUED);
      page.locator(queued + ".st-FAILED").waitFor();

      assertThat(page.locator(".rows tbody tr").count()).isEqualTo(10);
      assertThat(page.locator("#rows").innerText())
          .contains("i•••@e•••", "Не доставлено")
          .doesNotContain(ConsoleStock.RECIPIENT, ConsoleStock.SUBJECT, "later");
      page.locator("#newer-ones").click();
      page.locator(".rows a:has-text('later')").waitFor();
    }
  }

  @Test
  void nothingMovesWhereSomebodyReadsByKeyboard() {
    try (BrowserContext context = person("operator", Map.of())) {
      Page page = context.newPage();
      page.navigate(server.uri("/console/deliveries").toString());
      page.locator("#live[data-state=on]").waitFor();
      String queued = "tr:has(#d-" + stock.of(DeliveryStatus.QUEUED) + ") .st";
      page.keyboard().press("j");
      fail(DeliveryStatus.QUEUED);
      lookTwice();

      assertThat(page.locator(queued + ".st-QUEUED").count()).isEqualTo(1);
      page.locator("#q").focus();
      page.locator(queued + ".st-FAILED").waitFor();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("q");
    }
  }

  @Test
  void theStreamHasNamesAndNumbersAlone() throws Exception {
    Browser viewer = new Browser(server);
    viewer.logIn("viewer");
    HttpResponse<InputStream> stream =
        viewer.exchange(viewer.request("/console/live"), BodyHandlers.ofInputStream());
    try (BufferedReader lines = lines(stream)) {
      assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      StringBuilder seen = new StringBuilder();
      while (!seen.toString().contains("event: workers")) {
        seen.append(lines.readLine()).append('\n');
      }
      assertThat(seen.toString() + lines.readLine())
          .contains("event: overview", "event: alerts")
          .matches("(?:retry: 3000|event: [a-z]+|data: [0-9]+|\\n)+");
    }
    assertThat(new Browser(server).statusOf("GET", "/console/live")).isIn(302, 401, 403);
  }

  @Test
  void whatAPageShowsAlreadyIsNotMadeAnewUnlessItsReaderChanged() {
    Browser viewer = new Browser(server);
    viewer.logIn("viewer");
    // A look may come between.
    String shown =
        await()
            .until(
                () -> tag(viewer.open("/console").body()),
                tag -> ask(viewer, tag).statusCode() == 304);
    viewer.keep("CHASQUI_ZONE", "America/Lima");
    HttpResponse<String> elsewhere = ask(viewer, shown);

    assertThat(elsewhere.statusCode()).isEqualTo(200);
    assertThat(elsewhere.body()).contains("America/Lima");
  }

  private static String tag(String page) {
    Matcher tag = TAG.matcher(page);
    assertThat(tag.find()).isTrue();
    return tag.group(1).replace("&#34;", "\"");
  }

  private static void failed(Page page, int number) {
    page.locator("#fact-1 strong:text-is('" + number + "')").waitFor();
  }

  private static HttpResponse<String> ask(Browser viewer, String tag) {
    return viewer.exchange(
        viewer
            .request("/console")
            .header("Accept", "text/html")
            .header("Chasqui-Live", "true")
            .header("If-None-Match", tag));
  }

  /** Whatever it was, it has failed now. */
  private void fail(DeliveryStatus before) {
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state SET status = 'FAILED', completed_at = now(),
              failure_code = 'RECIPIENT_REJECTED'
            WHERE id = :id
            """)
        .param("id", stock.of(before).value())
        .update();
  }

  /** Another page is told twice that something was written. */
  private static void lookTwice() {
    Browser other = new Browser(server);
    other.logIn("viewer");
    HttpResponse<InputStream> stream =
        other.exchange(other.request("/console/live"), BodyHandlers.ofInputStream());
    try (BufferedReader lines = lines(stream)) {
      // What it is told first may be from before.
      for (int looks = 0; looks <= 2; looks++) {
        server.database.jdbc().sql("SELECT txid_current()").query(Long.class).single();
        while (!"event: deliveries".equals(lines.readLine())) {
          // Other names may come first.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader lines(HttpResponse<InputStream> stream) {
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }

  private static BrowserContext person(String role, Map<String, String> choices) {
    return Chromium.of(server, role, new NewContextOptions().setLocale("en"), choices);
  }
}
