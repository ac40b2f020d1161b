package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's page and its files. */
class DashboardPageIT {

  private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/dashboard/[^\"]+)\"");
  private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9_-]{22})'");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static Browser viewer;

  @BeforeAll
  static void start() {
    viewer = Browser.of(server, "viewer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/overview",
        "/jobs",
        "/jobs?state=FAILED",
        "/jobs/0198f2f0-0000-7000-8000-000000000000",
        "/recurring-jobs",
        "/servers"
      })
  void isAtEveryAddressThatItsScriptPutsIntoTheAddressBar(String address) {
    HttpResponse<String> page = viewer.get("/dashboard" + address);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body()).contains("<div id=\"root\"></div>").doesNotContain("CSP_NONCE");
  }

  @Test
  void runsOnlyScriptsWithTheNonceOfThisAnswer() {
    HttpResponse<String> page = viewer.get("/dashboard");
    String nonce = nonceOf(page);

    assertThat(policyOf(page))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(matches(Pattern.compile("<script[^>]*>"), page.body()))
        .hasSizeGreaterThan(1)
        .allMatch(script -> script.group().contains("nonce=\"" + nonce + "\""))
        .first()
        .matches(script -> script.group().contains("/dashboard/chasqui-dashboard.js"));
    assertThat(nonceOf(viewer.get("/dashboard"))).isNotEqualTo(nonce);
  }

  @Test
  void hasEveryFileThatItNames() {
    List<String> files =
        matches(FILE, viewer.get("/dashboard").body()).stream().map(file -> file.group(1)).toList();

    assertThat(files).hasSizeGreaterThan(5);
    for (String file : files) {
      assertThat(viewer.get(file).statusCode()).as(file).isEqualTo(200);
    }
  }

  @Test
  void itsScriptsCallTheServerBelowTheDashboard() {
    String page = viewer.get("/dashboard").body();
    String script =
        matches(Pattern.compile("/dashboard/static/js/index\\.[^\"]+"), page).get(0).group();

    HttpResponse<String> answer = viewer.get(script);

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=604800, private");
    assertThat(answer.body()).contains("\"/dashboard/api/jobs").doesNotContain("\"/api/");
  }

  @Test
  void isAlsoFoundWithASlash() {
    HttpResponse<String> answer = viewer.get("/dashboard/");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/dashboard");
  }

  private static String policyOf(HttpResponse<String> page) {
    return page.headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  private static String nonceOf(HttpResponse<String> page) {
    return matches(NONCE, policyOf(page)).get(0).group(1);
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
