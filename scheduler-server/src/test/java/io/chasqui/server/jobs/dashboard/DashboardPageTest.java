package io.chasqui.server.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DashboardPageTest {

  private final DashboardPage page = new DashboardPage();

  @Test
  void tellsItsScriptTheCsrfHeader() {
    String html = page.html("n", Optional.of(new CsrfHeader("X-CSRF-TOKEN", "a\"><b>")));

    assertThat(html)
        .contains("<meta name=\"csrf-header\" content=\"X-CSRF-TOKEN\"/>")
        .contains("<meta name=\"csrf-token\" content=\"a&quot;&gt;&lt;b&gt;\"/>");
    assertThat(html.indexOf("csrf-token")).isLessThan(html.indexOf("<script"));
  }

  @Test
  void tellsNoneWhereThereIsNone() {
    assertThat(page.html("n", Optional.empty())).doesNotContain("csrf");
  }
}
