package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything can be read, and done, with scripts switched off. */
@Tag("faults")
class ReadsWithoutScriptsIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private ConsoleStock stock;

  @BeforeEach
  void stock() {
    server.reset();
    stock = ConsoleStock.in(server);
  }

  /** The bar of the console. */
  @Test
  void fromAnAlertToItsCauseAreTwoClicks() {
    stock.openAlert();
    stock.workerThatCannotSend();
    try (BrowserContext context = operator()) {
      Page page = context.newPage();
      page.navigate(server.uri("/console").toString());
      assertThat(page.locator(".alert").innerText())
          .contains("channel smtp:relay.example:587 does not work", "AUTHENTICATION_FAILED");

      page.locator(".alert a:has-text('What waits for it')").click();
      assertThat(page.locator(".rows .st").allInnerTexts())
          .containsExactly("Trying again", "Queued");
      page.locator(".rows a:has-text('q3-2026:retrying')").click();

      assertThat(page.locator(".answer").innerText()).contains("tried 2 times", "in ");
      assertThat(page.locator(".story").innerText())
          .contains("Alert: channel smtp:relay.example:587 does not work", "421 Try again later");
    }
  }

  @Test
  void aListIsNarrowedPagedAndOpened() {
    try (BrowserContext context = operator()) {
      Page page = context.newPage();
      page.navigate(server.uri("/").toString());
      assertThat(page.locator("h1").innerText()).isEqualTo("Overview");
      page.locator(".side a:has-text('Deliveries')").click();
      assertThat(page.locator(".rows tbody tr").count()).isEqualTo(10);
      assertThat(page.locator(".foot").innerText()).contains("UTC", "has not told its time zone");

      page.locator("#filters summary").click();
      page.locator("#filters label:has-text('Failed')").click();
      page.locator("#filters label:has-text('Expired')").click();
      page.locator("#filters button").click();

      assertThat(page.url()).contains("status=FAILED").contains("status=EXPIRED");
      assertThat(page.locator(".rows tbody .st").allInnerTexts())
          .containsExactly("Expired", "Failed");
      page.locator(".rows tbody tr").nth(1).locator("a").click();
      assertThat(page.locator("h1").innerText()).isEqualTo("q3-2026:failed");
      assertThat(page.locator(".answer").innerText()).contains("refused it for good");
      page.locator("#q").fill("q3-2026:delivered");
      page.locator("#q").press("Enter");
      assertThat(page.url()).endsWith(stock.page(DeliveryStatus.DELIVERED));
    }
  }

  @Test
  void aDeliveryIsGivenAnotherTimeCancelledAndSentAgain() {
    try (BrowserContext context = operator()) {
      Page page = context.newPage();
      page.navigate(server.uri(stock.page(DeliveryStatus.SCHEDULED)).toString());
      page.locator("#time").fill("2027-03-01T09:30");
      page.locator("button:has-text('Set')").click();
      assertThat(page.locator(".said").innerText()).contains("has another time");
      assertThat(page.locator(".answer").innerText()).contains("1 Mar 2027, 09:30:00");

      page.locator("button:has-text('Cancel')").click();
      assertThat(page.locator(".said").innerText()).contains("was cancelled");
      assertThat(page.locator(".story").innerText()).contains("by operator, over CONSOLE");
      page.reload();
      assertThat(page.locator(".said").count()).as("said once").isZero();

      page.locator("button:has-text('Send again')").click();
      assertThat(page.locator(".head .st").innerText()).isEqualTo("Queued");
    }
  }

  @Test
  void whatMayHaveArrivedIsSentAgainOnlyByWhoeverSaysSoTwice() {
    try (BrowserContext context = operator()) {
      Page page = context.newPage();
      page.navigate(server.uri("/console/uncertain").toString());
      assertThat(page.locator(".side a:has-text('Uncertain') .count").innerText()).isEqualTo("1");

      page.locator("button:has-text('Send again')").click();
      assertThat(page.locator("h1").innerText()).isEqualTo("Send again?");
      assertThat(status(DeliveryStatus.UNCERTAIN)).isEqualTo("UNCERTAIN");
      page.locator("a:has-text('Leave it')").click();
      assertThat(page.url()).endsWith("/console/uncertain");

      page.locator("button:has-text('It arrived')").click();
      assertThat(page.url()).endsWith("/console/uncertain");
      assertThat(page.locator("main").innerText()).contains("has arrived", "Nothing is uncertain");
      assertThat(status(DeliveryStatus.UNCERTAIN)).isEqualTo("DELIVERED");
    }
  }

  @Test
  void whoIsLateIsToldWhatHappenedMeanwhile() {
    try (BrowserContext context = operator()) {
      Page page = context.newPage();
      page.navigate(server.uri(stock.page(DeliveryStatus.SCHEDULED)).toString());
      server.bean(Deliveries.class).cancel(stock.of(DeliveryStatus.SCHEDULED));

      int status =
          page.waitForResponse(
                  answer -> answer.url().endsWith("/cancel"),
                  () -> page.locator("button:has-text('Cancel')").click())
              .status();

      assertThat(status).isEqualTo(409);
      assertThat(page.locator(".said").innerText()).contains("Nothing was changed", "Cancelled");
      assertThat(page.locator(".head .st").innerText()).isEqualTo("Cancelled");
    }
  }

  @Test
  void pagesLeadThereAndBack() {
    List<DeliveryRequest> many =
        IntStream.range(0, 110)
            .mapToObj(i -> anEmail().withCorrelationId("n" + i).build())
            .toList();
    server.bean(Deliveries.class).scheduleAll(many);
    try (BrowserContext context = operator()) {
      Page page = context.newPage();
      page.navigate(server.uri("/console/deliveries?status=SCHEDULED&status=FAILED").toString());
      String first = rows(page);
      page.locator(".pager [rel=next]").click();
      String second = rows(page);
      page.locator(".pager [rel=next]").click();
      assertThat(page.locator(".rows tbody tr").count()).isEqualTo(12);
      assertThat(page.locator(".pager [rel=next]").count()).isZero();

      page.locator(".pager [rel=prev]").click();
      assertThat(rows(page)).isEqualTo(second);
      page.locator(".pager [rel=prev]").click();
      assertThat(rows(page)).isEqualTo(first);
      assertThat(page.locator(".pager [rel=prev]").count()).isZero();
    }
  }

  private static String rows(Page page) {
    assertThat(page.locator(".rows tbody tr").count()).isEqualTo(50);
    return String.join(" ", page.locator(".rows .c-report").allInnerTexts());
  }

  @Test
  void choicesAreKept() {
    try (BrowserContext context = operator()) {
      Page page = context.newPage();
      page.navigate(server.uri("/console/preferences").toString());
      page.locator("#language").selectOption("ru");
      page.locator("#zone").selectOption("America/Lima");
      page.locator("label:has-text('dark')").click();
      page.locator("label:has-text('compact')").click();
      page.locator(".sheet button").click();

      assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
      assertThat(page.locator("h1").innerText()).isEqualTo("Настройки");
      page.navigate(server.uri("/console/deliveries").toString());
      assertThat(page.locator("html").getAttribute("data-rows")).isEqualTo("compact");
      assertThat(page.locator(".rows thead").innerText()).contains("America/Lima");
    }
  }

  private static BrowserContext operator() {
    return Chromium.of(
        server,
        "operator",
        new NewContextOptions().setJavaScriptEnabled(false).setLocale("en"),
        Map.of());
  }

  private String status(DeliveryStatus first) {
    return server
        .database
        .jdbc()
        .sql("SELECT status FROM delivery_state WHERE id = :id")
        .param("id", stock.of(first).value())
        .query(String.class)
        .single();
  }
}
