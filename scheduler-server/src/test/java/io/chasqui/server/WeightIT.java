package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a browser loads, in bytes on the wire. */
class WeightIT {

  private static final int FIRST_LOAD = 150_000;
  private static final int LATER_PAGE = 10_000;
  private static final int REQUESTS = 8;

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void aFirstPageIsLightAndLaterOnesAreLighter() {
    ConsoleStock.in(server);
    try (BrowserContext context =
        Chromium.of(server, "operator", new NewContextOptions(), Map.of())) {
      Page page = context.newPage();
      List<Request> loaded = new CopyOnWriteArrayList<>();
      page.onRequestFinished(loaded::add);
      // The stream goes on; with what it tells first the page asks whether its rows have changed.
      page.waitForResponse(
          answer -> answer.url().contains("/console/deliveries/rows"),
          () -> page.navigate(server.uri("/console/deliveries").toString()));

      assertThat(loaded.size()).isBetween(4, REQUESTS);
      assertThat(bytes(loaded)).isLessThan(FIRST_LOAD);

      loaded.clear();
      page.locator("#ready-failedToday").click();
      page.waitForURL("**/console/deliveries?status=FAILED&from=today");

      assertThat(page.locator(".rows tbody tr").count()).isEqualTo(1);
      assertThat(loaded)
          .extracting(Request::url)
          // A browser may look at the icon of each address, which it has.
          .filteredOn(url -> !url.contains("/assets/icon.") && !url.contains("/rows?"))
          .as("the list alone, put into the page")
          .hasSize(1);
      assertThat(bytes(loaded)).isLessThan(LATER_PAGE);
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("ready-failedToday");
      page.goBack();
      page.locator("#ready-all[aria-current]").waitFor();
      assertThat(page.locator(".rows tbody tr").count()).isEqualTo(10);
    }
  }

  @Test
  void filesAreKeptForGoodUnderNamesThatChangeWithThem() {
    String page = new Browser(server).open("/login").body();
    String style = page.replaceAll("(?s).*href=\"(/assets/console\\.[^\"]+\\.css)\".*", "$1");

    HttpResponse<String> file = server.send(server.anonymous(style).GET());

    assertThat(style).matches("/assets/console\\.[0-9a-f]{16}\\.css");
    assertThat(file.headers().firstValue("Cache-Control").orElseThrow())
        .contains("immutable", "max-age=31536000");
    assertThat(server.send(server.anonymous("/assets/console.css").GET()).statusCode())
        .isEqualTo(404);
  }

  private static int bytes(List<Request> loaded) {
    return loaded.stream()
        .filter(request -> !request.response().fromServiceWorker())
        .mapToInt(request -> request.sizes().responseBodySize + request.sizes().responseHeadersSize)
        .sum();
  }
}
