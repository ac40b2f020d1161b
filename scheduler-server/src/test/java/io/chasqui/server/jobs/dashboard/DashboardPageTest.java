package io.chasqui.server.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.web.csrf.DefaultCsrfToken;

class DashboardPageTest {

  private final DashboardPage page = new DashboardPage();

  @Test
  void tellsItsScriptTheCsrfHeader() {
    String html = page.html("", "n", new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "a\"><b>"));

    assertThat(html)
        .contains("<meta name=\"csrf-header\" content=\"X-CSRF-TOKEN\"/>")
        .contains("<meta name=\"csrf-token\" content=\"a&quot;&gt;&lt;b&gt;\"/>");
    assertThat(html)
        .contains("src=\"/dashboard/chasqui-dashboard.js\"", "href=\"/dashboard/favicon.ico\"");
    assertThat(html.indexOf("csrf-token")).isLessThan(html.indexOf("<script"));
  }

  @Test
  void itsAddressesBeginWithThePrefix() {
    String html = page.html("/mail", "n", new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "t"));

    assertThat(html)
        .contains("<meta name=\"prefix\" content=\"/mail\"/>")
        .contains("src=\"/mail/dashboard/chasqui-dashboard.js\"")
        .contains("href=\"/mail/dashboard/favicon.ico\"")
        .doesNotContain("\"/dashboard");
    assertThat(html.indexOf("\"prefix\"")).isLessThan(html.indexOf("<script"));
  }
}
