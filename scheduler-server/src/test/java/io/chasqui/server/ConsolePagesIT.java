package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page, as it looks: each pair of theme, language, width and role occurs. What takes longest,
 * axe, judges each page in both themes and at both widths; neither language nor role changes a
 * colour. Pictures are in {@code target/console}, to be looked at.
 */
class ConsolePagesIT {

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final Map<String, String> PICTURED =
      Map.of(
          "GET /console", "overview",
          "GET /console/deliveries", "deliveries",
          "GET /console/deliveries/{id}", "delivery",
          "GET /console/uncertain", "uncertain",
          "GET /console/preferences", "preferences");

  /** What a person would read if a text were missing. */
  private static final Pattern KEY = Pattern.compile("console\\.[a-z]+[.A-Za-z]*|\\{[0-9]}|\\?\\?");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static final Map<String, String> pages = new LinkedHashMap<>();

  @BeforeAll
  static void stock() {
    ConsoleStock stock = ConsoleStock.in(server);
    stock.openAlert();
    stock.workerThatCannotSend();
    pages.put("GET /console", "/console");
    pages.put("GET /console/deliveries", "/console/deliveries");
    pages.put("GET /console/deliveries empty", "/console/deliveries?status=SENDING&channel=SMS");
    pages.put("GET /console/deliveries wrong", "/console/deliveries?status=NONE&from=never");
    pages.put("GET /console/deliveries/{id}", stock.page(DeliveryStatus.RETRYING));
    pages.put("GET /console/deliveries/{id} uncertain", stock.page(DeliveryStatus.UNCERTAIN));
    pages.put("GET /console/uncertain", "/console/uncertain");
    pages.put("GET /console/preferences", "/console/preferences");
    pages.put("nowhere", "/console/nowhere");
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
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).isEqualTo(there);
  }

  @ParameterizedTest
  @CsvSource({
    "light, en, 1280, operator, true",
    "dark, en, 360, viewer, false",
    "light, es, 360, viewer, true",
    "dark, es, 1280, admin, true",
    "dark, ru, 360, operator, true",
    "light, ru, 1280, viewer, false",
    "light, en, 360, admin, false",
    "dark, es, 1280, operator, false",
    "dark, ru, 1280, admin, false"
  })
  void everyPageIsAsItShouldBe(
      String theme, String language, int width, String role, boolean withAxe) {
    Map<String, String> choices = Map.of("CHASQUI_LANGUAGE", language, "CHASQUI_THEME", theme);
    try (BrowserContext context = Chromium.of(server, role, look(theme, width), choices)) {
      Page page = context.newPage();
      List<String> complaints = complaints(page);
      boolean isFirst = theme.equals("light");
      for (Map.Entry<String, String> one : pages.entrySet()) {
        boolean isTurn = withAxe && isFirst == (width == 1280);
        look(page, one.getKey(), one.getValue(), complaints, isTurn);
        if (withAxe && PICTURED.containsKey(one.getKey())) {
          page.screenshot(picture(theme, language, width, role, PICTURED.get(one.getKey())));
        }
        isFirst = !isFirst;
      }
    }
  }

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
