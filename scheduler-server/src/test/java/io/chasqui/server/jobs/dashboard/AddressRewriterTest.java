package io.chasqui.server.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** On the scripts of the JobRunr that this build uses: another version may call otherwise. */
class AddressRewriterTest {

  private static final int CALLS_OF_THE_API = 16;
  private static final int STREAMS = 3;

  @Test
  void putsThePrefixBeforeEveryAddressThatJobRunrsScriptsCall() throws IOException {
    String original = scripts();

    String rewritten = AddressRewriter.rewrite(original);

    assertThat(count(rewritten, "\"/dashboard/api/")).isEqualTo(CALLS_OF_THE_API);
    assertThat(count(rewritten, "\"/dashboard/sse/")).isEqualTo(STREAMS);
    assertThat(count(original, "(?<!jobrunr\\.io)/api/")).isEqualTo(CALLS_OF_THE_API);
    assertThat(count(original, "/sse/")).isEqualTo(STREAMS);
  }

  /** In front of every one, or the browser would be led out of the prefix. */
  @Test
  void putsThePagesPrefixBeforeThemAndBeforeTheDashboardsOwn() throws IOException {
    String original = scripts();

    String rewritten = AddressRewriter.rewrite(original);

    long all = count(rewritten, "[\"'`]/(dashboard|api|sse)");
    assertThat(all).isGreaterThan(CALLS_OF_THE_API + STREAMS + 8);
    assertThat(count(rewritten, "[(,:=] chasquiPrefix\\+\"/dashboard")).isEqualTo(all);
    assertThat(original).doesNotContain("chasquiPrefix");
  }

  @Test
  void leavesOtherHostsAlone() {
    String script = "fetch(\"https://api.example.org/api/notes\")";

    assertThat(AddressRewriter.rewrite(script)).isEqualTo(script);
  }

  private static String scripts() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Resource script :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath:" + DashboardPage.FRONTEND + "static/**/*.js")) {
      all.append(script.getContentAsString(StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }
}
