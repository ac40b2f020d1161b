package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.HttpCookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A real browser, started once in a JVM, with people who are logged in. */
final class Chromium {

  private static final String PATH = "CHROMIUM";

  private static com.microsoft.playwright.Browser browser;

  private Chromium() {}

  private static synchronized com.microsoft.playwright.Browser browser() {
    if (browser == null) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new LaunchOptions()
                      .setExecutablePath(executable())
                      .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }
    return browser;
  }

  /** The tests of pages are never left out in silence. */
  private static Path executable() {
    String given = System.getenv(PATH);
    Path found =
        Stream.of(given == null ? "" : given, "/usr/bin/chromium", "/usr/bin/chromium-browser")
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assertThat(found)
        .as("no Chromium: apt-get install -y chromium, or say where it is by " + PATH)
        .isNotNull();
    return found;
  }

  /** Windows of somebody who is nobody yet. */
  static BrowserContext stranger(NewContextOptions options) {
    BrowserContext context = spelt(() -> browser().newContext(options));
    context.setDefaultTimeout(20_000);
    return context;
  }

  /** Shows a page as it would be printed. */
  static void print(Page page) {
    spelt(
        () -> {
          page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
          return page;
        });
  }

  /** Playwright spells its constants as the machine's language does: in Turkish a light is none. */
  private static <T> T spelt(Supplier<T> call) {
    Locale machines = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      return call.get();
    } finally {
      Locale.setDefault(machines);
    }
  }

  /** Windows of a person with a role, whose browser keeps these choices. */
  static BrowserContext of(
      ChasquiServer server, String role, NewContextOptions options, Map<String, String> choices) {
    BrowserContext context = stranger(options);
    Browser login = new Browser(server);
    login.logIn(role);
    Map<String, String> kept = new HashMap<>(choices);
    for (HttpCookie cookie : login.cookies()) {
      if (cookie.getName().equals("CHASQUI_SESSION")) {
        kept.put(cookie.getName(), cookie.getValue());
      }
    }
    context.addCookies(
        kept.entrySet().stream()
            .map(
                one ->
                    new Cookie(one.getKey(), one.getValue())
                        .setDomain("localhost")
                        .setPath("/")
                        .setSameSite(SameSiteAttribute.LAX))
            .toList());
    return context;
  }
}
