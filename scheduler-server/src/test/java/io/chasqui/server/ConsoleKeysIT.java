package io.chasqui.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do at night is done by keys alone; no mouse moves here. */
@Tag("faults")
class ConsoleKeysIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private ConsoleStock stock;

  @BeforeEach
  void stock() {
    server.reset();
    stock = ConsoleStock.in(server);
  }

  @Test
  void fromAnAlertToItsCause() {
    stock.openAlert();
    try (BrowserContext context = operator(Map.of())) {
      Page page = open(context, "/console");
      focus(page, ".alert a");
      press(page, "Enter");
      assertThat(page.locator(".rows tbody tr")).hasCount(2);
      press(page, "j", "Enter");
      assertThat(page.locator(".story")).containsText("Alert: channel smtp:relay.example:587");
      press(page, "g", "o");
      assertThat(page.locator("h1")).hasText("Overview");
    }
  }

  @Test
  void whatIsFoundIsSentAgain() {
    try (BrowserContext context = operator(Map.of())) {
      Page page = open(context, "/console");
      press(page, "/");
      page.keyboard().type("q3-2026:failed");
      press(page, "Enter");
      assertThat(page.locator("h1")).hasText("q3-2026:failed");
      focus(page, ".do button");
      press(page, "Enter");

      assertThat(page.locator(".said")).containsText("is sent again");
      assertThat(page.locator(".head .st")).hasText("Queued");
      press(page, "Escape");
      assertThat(page.locator("h1")).hasText("Deliveries");
    }
  }

  @Test
  void manyAreCancelled() {
    BulkStock many = new BulkStock(server);
    many.waiting(1_204);
    try (BrowserContext context = operator(Map.of())) {
      Page page = open(context, many.list());
      press(page, "b", "Enter");
      assertThat(page.locator("h1")).hasText("Act on many deliveries");
      focus(page, "[name=act]");
      press(page, "Space");
      focus(page, "button:has-text('See what')");
      press(page, "Enter");
      assertThat(page.locator("#wanted")).containsText("1,204");
      focus(page, "#reason");
      page.keyboard().type("sent to the wrong ones");
      press(page, "Tab");
      page.keyboard().type("1204");
      press(page, "Enter");

      assertThat(page.locator(".answer")).containsText("It begins in ");
      many.begin();
      assertThat(page.locator(".answer")).containsText("It is done.");
      assertThat(page.locator("#done")).hasText("1,204 of 1,204");
    }
  }

  @Test
  void rowsAreChosenAndTheChoiceIsGivenUp() {
    try (BrowserContext context = operator(Map.of())) {
      Page page = open(context, "/console/deliveries");
      press(page, "j", "x", "j", "j", "Shift+X");
      assertThat(page.locator("#picked")).hasText("3");
      press(page, "a");
      assertThat(page.locator("#picked")).hasText("10");
      press(page, "b");
      assertThat(page.locator("#bulk-bar button").first()).isFocused();
      press(page, "Escape");
      assertThat(page.locator("#bulk-bar")).isHidden();
      press(page, "f");
      assertThat(page.locator("#filters input").first()).isFocused();
    }
  }

  @Test
  void whatIsUncertainIsDecided() {
    try (BrowserContext context = operator(Map.of())) {
      Page page = open(context, "/console");
      press(page, "g", "u");
      assertThat(page.locator("h1")).hasText("Uncertain");
      press(page, "j", "y");
      assertThat(page.locator("main")).containsText("Nothing is uncertain");
    }
  }

  @Test
  void whoeverSwitchesKeysOffHasNone() {
    try (BrowserContext context = operator(Map.of("CHASQUI_KEYS", "off"))) {
      Page page = open(context, "/console/deliveries");
      press(page, "j", "x", "g", "u");
      assertThat(page.locator("#bulk-bar")).isHidden();
      assertThat(page).hasURL(Pattern.compile(".*/console/deliveries"));
    }
  }

  /** As Tab does, however many times it takes. */
  private static void focus(Page page, String what) {
    for (int i = 0; i < 120; i++) {
      if ((Boolean) page.evaluate("what => document.activeElement.matches(what)", selector(what))
          && isThere(page, what)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(what + " is not reached by Tab");
  }

  private static String selector(String what) {
    return what.replaceAll(":has-text.*", "");
  }

  private static boolean isThere(Page page, String what) {
    return page.locator(what + ":focus").count() == 1;
  }

  private static void press(Page page, String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  private static Page open(BrowserContext context, String path) {
    Page page = context.newPage();
    page.navigate(server.uri(path).toString());
    return page;
  }

  private static BrowserContext operator(Map<String, String> choices) {
    return Chromium.of(server, "operator", new NewContextOptions().setLocale("en"), choices);
  }
}
