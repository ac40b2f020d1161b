package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

class HtmlLayoutTest {

  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!amp;|lt;|gt;|quot;|#39;)");

  private final HtmlLayout layout = HtmlLayout.of(null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</title><script src=//evil.example></script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "--><svg onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "javascript:alert(1)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;",
        "&",
        "<",
        "]]><b>",
        "<\u0000script>",
        "\uff1cscript\uff1e",
        "\u00bcscript\u00be",
        "+ADw-script+AD4-",
        "{{message}}{{subject}}<b>",
        "$0 \\1 ${x}"
      })
  void aTextStaysText(String text) {
    String html = layout.render(text, text);

    assertThat(tags(html)).isEqualTo(tags(layout.render("s", "m")));
    assertThat(html).doesNotContainPattern(BARE_AMPERSAND);
    assertThat(HtmlUtils.htmlUnescape(html)).contains("<p style=\"margin:0\">" + text + "</p>");
  }

  private static List<String> tags(String html) {
    return TAG.matcher(html).results().map(MatchResult::group).toList();
  }
}
