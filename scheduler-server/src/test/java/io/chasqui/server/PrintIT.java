package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A delivery on paper is evidence: one sheet, without what can only be clicked. */
class PrintIT {

  private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b(?!s)");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void aDeliveryIsOneSheetWithTimesInUtcAndWithoutButtons() {
    ConsoleStock stock = ConsoleStock.in(server);
    try (BrowserContext context =
        Chromium.of(server, "operator", new NewContextOptions(), Map.of())) {
      Page page = context.newPage();
      page.navigate(server.uri(stock.page(DeliveryStatus.RETRYING)).toString());
      byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4"));
      Chromium.print(page);

      assertThat(SHEET.matcher(new String(pdf, StandardCharsets.ISO_8859_1)).results().count())
          .isEqualTo(1);
      assertThat(page.locator("main").innerText())
          .contains(stock.of(DeliveryStatus.RETRYING).toString(), " UTC", "421 Try again later");
      for (String gone : new String[] {".side", ".find", ".do", ".content", ".foot"}) {
        assertThat(page.locator(gone).isVisible()).as(gone).isFalse();
      }
    }
  }
}
