package io.chasqui.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page, as it looks: each pair of theme, language, width and role occurs. What takes longest,
 * axe, judges each page once, and with the faults' tests in each look. Pictures are in {@code
 * target/console}, to be looked at.
 */
class ConsolePagesIT {

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final Map<String, String> PICTURED =
      Map.ofEntries(
          entry("GET /console", "overview"),
          entry("GET /console/deliveries", "deliveries"),
          entry("GET /console/deliveries/{id}", "delivery"),
          entry("GET /console/uncertain", "uncertain"),
          entry("GET /console/bulk/new", "bulk-new"),
          entry("GET /console/bulk/{id}", "bulk-act"),
          entry("GET /console/recipients", "recipients"),
          entry("GET /console/recipients/{id}", "recipient"),
          entry("GET /console/recipients/{id}/erase", "erase"),
          entry("GET /console/suppressions", "suppressions"),
          entry("GET /console/schedule", "schedule"),
          entry("GET /console/workers", "workers"),
          entry("GET /console/workers/provider", "provider"),
          entry("GET /console/alerts", "alerts"),
          entry("GET /console/admin/keys", "keys"),
          entry("GET /console/admin/people", "people"),
          entry("GET /console/admin/audit", "audit"),
          entry("GET /console/preferences", "preferences"));

  /** What pages fetch by themselves; ConsoleLiveIT has them. */
  private static final Set<String> PARTS =
      Set.of("GET /console/live", "GET /console/deliveries/rows");

  /** What a person would read if a text were missing. */
  private static final Pattern KEY = Pattern.compile("console\\.[a-z]+[.A-Za-z]*|\\{[0-9]}|\\?\\?");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static final Map<String, String> pages = new LinkedHashMap<>();

  @BeforeAll
  static void stock() {
    ConsoleStock stock = ConsoleStock.in(server);
    stock.openAlert();
    stock.workerThatCannotSend();
    stock.counted();
    pages.put("GET /console", "/console");
    pages.put("GET /console/deliveries", "/console/deliveries");
    pages.put("GET /console/deliveries empty", "/console/deliveries?status=SENDING&channel=SMS");
    pages.put("GET /console/deliveries wrong", "/console/deliveries?status=NONE&from=never");
    pages.put("GET /console/deliveries/{id}", stock.page(DeliveryStatus.RETRYING));
    pages.put("GET /console/deliveries/{id} uncertain", stock.page(DeliveryStatus.UNCERTAIN));
    pages.put("GET /console/uncertain", "/console/uncertain");
    String bulk = stock.bulkAct();
    pages.put("GET /console/bulk", "/console/bulk");
    pages.put(
        "GET /console/bulk/new", "/console/bulk/new?act=RETRY&status=FAILED&status=DELIVERED");
    pages.put("GET /console/bulk/{id}", bulk);
    pages.put("GET /console/bulk/{id}/refused", bulk + "/refused");
    DirectoryStock directory = DirectoryStock.in(server);
    pages.put("GET /console/recipients", "/console/recipients");
    pages.put("GET /console/recipients/{id}", directory.page());
    pages.put("GET /console/recipients/{id}/merge", directory.page() + "/merge");
    pages.put("GET /console/recipients/{id}/erase", directory.page() + "/erase");
    pages.put("GET /console/suppressions", "/console/suppressions");
    pages.put("GET /console/suppressions/{id}", directory.suppression());
    pages.put("GET /console/reports", "/console/reports");
    pages.put("GET /console/reports/{id}", "/console/reports/q3-2026");
    pages.put("GET /console/schedule", "/console/schedule");
    pages.put("GET /console/preferences", "/console/preferences");
    addAdministration();
    pages.put("nowhere", "/console/nowhere");
  }

  private static void addAdministration() {
    ConsoleAdminStock.worker(server);
    ConsoleAdminStock.pauseByProvider(server, "1 hour");
    ConsoleAdminStock.alertThatIsOver(server);
    ConsoleAdminStock.jobThatWasSetAside(server);
    String key = server.bean(ApiKeys.class).create("billing", Set.of(Scope.READ), null).key().id();
    pages.put("GET /console/workers", "/console/workers");
    pages.put(
        "GET /console/workers/provider",
        "/console/workers/provider?key=" + ConsoleAdminStock.PROVIDER);
    pages.put("GET /console/alerts", "/console/alerts");
    pages.put("GET /console/alerts over", "/console/alerts?state=resolved");
    pages.put("GET /console/alerts/{id}", "/console/alerts/" + ConsoleAdminStock.OVER);
    pages.put("GET /console/admin/keys", "/console/admin/keys");
    pages.put("GET /console/admin/keys/made", "/console/admin/keys/made");
    pages.put("GET /console/admin/keys/{id}/revoke", "/console/admin/keys/" + key + "/revoke");
    pages.put("GET /console/admin/people", "/console/admin/people");
    pages.put("GET /console/admin/audit", "/console/admin/audit");
  }

  @Test
  void noAddressOfTheConsoleIsMissingHere() {
    Set<String> shown =
        pages.keySet().stream()
            .filter(name -> name.startsWith("GET "))
            .map(name -> name.split(" ")[0] + " " + name.split(" ")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> there =
        Addresses.of(server).stream()
            .filter(address -> address.startsWith("GET /console"))
            .filter(address -> !PARTS.contains(address))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).isEqualTo(there);
  }

  /** A turn of four takes every fourth page, and 0 all of them, with axe for every other one. */
  @ParameterizedTest
  @CsvSource({
    "light, en, 1280, operator, 0",
    "dark, ru, 360, admin, 0",
    "dark, es, 360, viewer, 1",
    "light, es, 1280, viewer, 2"
  })
  void everyPageIsAsItShouldBe(String theme, String language, int width, String role, int turn) {
    Look look = new Look(theme, language, width, role);
    List<String> names = new ArrayList<>(pages.keySet());
    int first = theme.equals("light") ? 0 : 1;
    Set<String> seen = new HashSet<>(turn == 0 ? names : every(4, names, turn - 1));
    Set<String> judged = new HashSet<>(turn == 0 ? every(2, names, first) : List.of());
    if (turn == 0) {
      names.stream().filter(ConsolePagesIT::isForAdmins).forEach(judged::add);
    }
    see(look, seen, judged);
  }

  /** The others see in its place one page for all, which is {@code nowhere} but for its words. */
  private static boolean isForAdmins(String name) {
    return name.startsWith("GET /console/admin/");
  }

  private static List<String> every(int nth, List<String> names, int first) {
    return IntStream.range(0, names.size())
        .filter(i -> i % nth == first)
        .mapToObj(names::get)
        .toList();
  }

  /** All of it, and pictures to be looked at. */
  @Tag("faults")
  @ParameterizedTest
  @MethodSource("looks")
  void everyPageIsAsItShouldBeInEveryLook(Look look) {
    see(look, pages.keySet(), pages.keySet());
  }

  static List<Look> looks() {
    List<Look> all = new ArrayList<>();
    for (String theme : List.of("light", "dark")) {
      for (String language : List.of("en", "es", "ru")) {
        for (int width : new int[] {360, 1280}) {
          for (String role : List.of("viewer", "operator", "admin")) {
            all.add(new Look(theme, language, width, role));
          }
        }
      }
    }
    return all;
  }

  private static void see(Look look, Set<String> seen, Set<String> judged) {
    Map<String, String> choices =
        Map.of("CHASQUI_LANGUAGE", look.language(), "CHASQUI_THEME", look.theme());
    NewContextOptions options = look(look.theme(), look.width());
    try (BrowserContext context = Chromium.of(server, look.role(), options, choices)) {
      Page page = context.newPage();
      List<String> complaints = complaints(page);
      for (Map.Entry<String, String> one : pages.entrySet()) {
        String name = one.getKey();
        boolean isShown = look.role().equals("admin") || !isForAdmins(name);
        if (isShown && seen.contains(name)) {
          look(page, name, one.getValue(), complaints, judged.contains(name));
        }
        if (isShown && judged.contains(name) && PICTURED.containsKey(name)) {
          page.screenshot(
              picture(
                  look.theme(), look.language(), look.width(), look.role(), PICTURED.get(name)));
        }
      }
    }
  }

  /** How a page is looked at, and by whom. */
  record Look(String theme, String language, int width, String role) {}

  @ParameterizedTest
  @CsvSource({"light, es, 1280", "dark, ru, 360"})
  void theDoorsAreAsTheyShouldBe(String theme, String language, int width) {
    NewContextOptions look = look(theme, width).setLocale(language);
    try (BrowserContext context = Chromium.stranger(look)) {
      Page page = context.newPage();
      List<String> complaints = complaints(page);
      look(page, "logout", "/logout", complaints, false);
      look(page, "login", "/login?logout", complaints, false);
      look(page, "failed login", "/login?error", complaints, true);
      page.screenshot(picture(theme, language, width, "nobody", "login"));
    }
  }

  private static NewContextOptions look(String theme, int width) {
    return new NewContextOptions()
        .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setTimezoneId("America/Lima")
        .setViewportSize(width, 900);
  }

  private static List<String> complaints(Page page) {
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          boolean isStatus = message.text().contains("status of 4");
          if (message.type().equals("error") && !isStatus) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return complaints;
  }

  private static void look(
      Page page, String name, String address, List<String> complaints, boolean withAxe) {
    Response answer = page.navigate(server.uri(address).toString());

    assertThat(answer.headerValue("cache-control")).as(name).contains("no-store");
    assertThat(page.title()).as(name).endsWith(" · Chasqui").isNotEqualTo(" · Chasqui");
    assertThat(page.locator("h1").count()).as(name + ": one heading").isEqualTo(1);
    assertThat(KEY.matcher(page.locator("body").innerText()).results().map(key -> key.group()))
        .as(name + ": texts that are not there")
        .isEmpty();
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .as(name + " does not scroll sideways")
        .isLessThanOrEqualTo(page.viewportSize().width);
    if (withAxe) {
      assertThat(findings(page)).as(name + ": axe").isEmpty();
    }
    assertThat(complaints).as(name + ": the browser complains").isEmpty();
  }

  private static List<String> findings(Page page) {
    return new AxeBuilder(page)
        .setLegacyMode(true).withTags(RULES).analyze().getViolations().stream()
            .map(
                rule ->
                    rule.getId()
                        + rule.getNodes().stream()
                            .limit(3)
                            .map(node -> node.getHtml() + node.getFailureSummary())
                            .toList())
            .toList();
  }

  private static Page.ScreenshotOptions picture(
      String theme, String language, int width, String role, String name) {
    String file = String.join("-", name, theme, language, String.valueOf(width), role) + ".png";
    return new Page.ScreenshotOptions()
        .setFullPage(true)
        .setPath(Path.of("target", "console", file));
  }
}
