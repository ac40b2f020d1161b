package io.chasqui.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Acts on many deliveries, by their pages; how they go on is in {@link BulkIT}. */
class BulkPagesIT {

  private static final Pattern FIELD =
      Pattern.compile("name=\"(until|expected|expectedAlso)\" value=\"([^\"]*)\"");

  /** A page without scripts loads itself anew each 5 s. */
  private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(30_000);

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private BulkStock stock;

  @BeforeEach
  void stock() {
    server.reset();
    stock = new BulkStock(server);
  }

  @AfterEach
  void endWhatIsLeft() {
    server
        .database
        .jdbc()
        .sql(
            "UPDATE bulk_act SET state = 'STOPPED', ended_at = now(), stopped_by = 'a test'"
                + " WHERE ended_at IS NULL")
        .update();
  }

  @Test
  void whatTheDryRunSaysIsWhatBecomesOfIt() {
    List<DeliveryId> failed = stock.ended(3, DeliveryStatus.FAILED);
    stock.mayHaveArrived(failed.get(0));
    stock.ended(2, DeliveryStatus.DELIVERED);
    try (BrowserContext context = operator(false)) {
      Page page = open(context, stock.list());
      page.locator("#bulk-all").click();
      page.locator("label:has-text('Send again')").click();
      page.locator("button:has-text('See what it comes to')").click();
      assertThat(page.locator("#wanted")).containsText("change 2 deliveries");
      assertThat(page.locator("#result ~ .facts"))
          .containsText(Pattern.compile("5\\s*Surely not sent\\s*2\\s*May have arrived\\s*1"));
      assertThat(page.locator("#result ~ .facts")).containsText("Delivered: 2");
      assertThat(page.locator(".rows tbody tr")).hasCount(5);
      assertThat(page.locator("[name=also]")).not().isChecked();
      List<DeliveryId> later = stock.ended(1, DeliveryStatus.FAILED);

      page.locator("button:has-text('in 10 s')").click();
      assertThat(page.locator(".answer")).containsText("It begins in ");
      stock.begin();

      assertThat(page.locator(".answer")).containsText("It is done.", SOON);
      assertThat(page.locator("#done")).hasText("2 of 2");
      assertThat(page.locator("#progress")).containsText("Delivered: 2");
      assertThat(page.locator("#stop")).hasCount(0);
      page.locator("#refused").click();
      assertThat(page.locator(".rows tbody tr")).hasCount(3);
      assertThat(page.locator(".rows")).containsText("may have arrived");
      assertThat(stock.status(failed.get(1))).isEqualTo(DeliveryStatus.QUEUED);
      assertThat(stock.status(failed.get(0))).isEqualTo(DeliveryStatus.FAILED);
      assertThat(stock.status(later.get(0))).as("came later").isEqualTo(DeliveryStatus.FAILED);
    }
  }

  @Test
  void rowsAreChosenAndTheActIsStoppedBeforeItBegins() {
    List<DeliveryId> waiting = stock.waiting(4);
    try (BrowserContext context = operator(true)) {
      Page page = open(context, stock.list());
      assertThat(page.locator("#bulk-bar")).isHidden();
      page.locator("[name=id]").nth(0).check();
      page.locator("[name=id]").nth(2).check();
      assertThat(page.locator("#picked")).hasText("2");
      page.locator("#bulk-bar button:has-text('Cancel')").click();
      assertThat(page.locator(".about")).containsText("2 chosen deliveries");
      assertThat(page.locator("#wanted")).containsText("change 2 deliveries");
      page.locator("button:has-text('Cancel them')").click();

      page.locator("#stop").click();

      assertThat(page.locator(".answer")).containsText("stopped by operator");
      stock.begin();
      page.locator(".crumbs a").click();
      assertThat(page.locator(".rows tbody")).containsText("stopped");
      assertThat(waiting).allMatch(id -> stock.status(id) == DeliveryStatus.SCHEDULED);
    }
  }

  @Test
  void ofTwoPeopleAtOnceNeitherDoesWhatTheOtherDid() {
    stock.waiting(6);
    Browser ana = Browser.of(server, "operator");
    Browser boris = Browser.of(server, "admin");
    Map<String, String> anas = dryRun(ana, "CANCEL");
    Map<String, String> boriss = dryRun(boris, "CANCEL");

    String first = begin(ana, anas, "CANCEL", "").uri().getPath();
    String second = begin(boris, boriss, "CANCEL", "").uri().getPath();
    stock.begin();

    see(ana, first, "It is done.");
    see(boris, second, "It is done.");
    List<String> pages = List.of(text(ana.open(first)), text(ana.open(second)));
    assertThat(pages.get(0)).contains("Begun by operator");
    assertThat(pages.get(1)).contains("Begun by admin");
    assertThat(pages).filteredOn(page -> page.contains("6 of 6")).hasSize(1);
    assertThat(pages)
        .filteredOn(page -> page.contains("0 of 6") && page.contains("Cancelled: 6"))
        .hasSize(1);
  }

  @Test
  void aboutManyItIsSaidWhyAndHowMany() {
    stock.waiting(1_001);
    Browser operator = Browser.of(server, "operator");
    Map<String, String> dry = dryRun(operator, "CANCEL");

    HttpResponse<String> hasty = begin(operator, dry, "CANCEL", "1000");
    assertThat(hasty.statusCode()).isEqualTo(400);
    assertThat(text(hasty))
        .contains("Say a reason", "Type the number of deliveries that it changes: 1,001.");
    assertThat(hasty.body()).as("what was typed stays").contains("value=\"1000\"");

    HttpResponse<String> begun =
        begin(operator, dry, "CANCEL", "1,001", "reason", "sent to the wrong ones");

    assertThat(begun.uri().getPath()).matches("/console/bulk/[0-9a-f-]{36}");
    assertThat(text(begun)).contains("It begins in ", "0 of 1,001", "sent to the wrong ones");
    assertThat(operator.send(begun.uri().getPath() + "/stop").body()).contains("It is stopped");
  }

  @Test
  void whatSelectsOthersMeanwhileIsAskedAnew() {
    List<DeliveryId> waiting = stock.waiting(5);
    Browser operator = Browser.of(server, "operator");
    Map<String, String> dry = dryRun(operator, "CANCEL");
    operator.send("/console/deliveries/" + waiting.get(0) + "/cancel");

    HttpResponse<String> late = begin(operator, dry, "CANCEL", "");

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(text(late)).contains("Nothing was begun", "change 4 deliveries");
    assertThat(server.database.count("bulk_act WHERE ended_at IS NULL")).isZero();
  }

  @Test
  void allDeliveriesAtOnceAreNotMeant() {
    assertThat(Browser.of(server, "operator").open("/console/bulk/new?act=CANCEL").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aViewerNeitherSeesNorBeginsAny() {
    stock.waiting(1);
    Browser viewer = Browser.of(server, "viewer");
    String list = viewer.open(stock.list()).body();

    assertThat(list).contains(stock.of).doesNotContain("/console/bulk");
    assertThat(viewer.open("/console/bulk").statusCode()).isEqualTo(403);
    assertThat(viewer.open("/console/bulk/new?status=FAILED").statusCode()).isEqualTo(403);
    assertThat(viewer.send("/console/bulk", "act", "CANCEL").statusCode()).isEqualTo(403);
  }

  private Map<String, String> dryRun(Browser browser, String act) {
    HttpResponse<String> page =
        browser.open("/console/bulk/new?act=" + act + "&correlationId=" + stock.of);
    Matcher fields = FIELD.matcher(page.body());
    return fields
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }

  private HttpResponse<String> begin(
      Browser browser, Map<String, String> dry, String act, String typed, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    dry.forEach((name, value) -> all.addAll(List.of(name, value)));
    all.addAll(List.of("act", act, "typed", typed, "correlationId", stock.of));
    return browser.send("/console/bulk", all.toArray(String[]::new));
  }

  private static void see(Browser browser, String page, String words) {
    await().until(() -> text(browser.open(page)).contains(words));
  }

  /** As it is read, more or less. */
  private static String text(HttpResponse<String> page) {
    return page.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private static Page open(BrowserContext context, String path) {
    Page page = context.newPage();
    page.navigate(server.uri(path).toString());
    return page;
  }

  private static BrowserContext operator(boolean withScripts) {
    return Chromium.of(
        server,
        "operator",
        new NewContextOptions().setJavaScriptEnabled(withScripts).setLocale("en"),
        Map.of());
  }
}
