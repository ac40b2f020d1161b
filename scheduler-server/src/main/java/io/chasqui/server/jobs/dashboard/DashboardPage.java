package io.chasqui.server.jobs.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/**
 * JobRunr's page, with our script before its own. Each answer has a nonce of its own, without which
 * no script runs and no style applies.
 */
final class DashboardPage {

  static final String FRONTEND = "org/jobrunr/dashboard/frontend/build/";

  private static final int NONCE_BYTES = 16;
  private static final String NONCE = "%CSP_NONCE%";
  private static final String HEAD = "<head>";
  private static final String BEGINS_OURS = "\"/dashboard/";

  private final SecureRandom random = new SecureRandom();
  private final String template;

  DashboardPage() {
    this.template = read();
    if (!template.contains(HEAD) || !template.contains(NONCE)) {
      throw new IllegalStateException("JobRunr's page has changed; look at " + FRONTEND);
    }
  }

  String freshNonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param prefix of all addresses of the server
   * @param csrf what its script sends along with each change
   */
  String html(String prefix, String nonce, CsrfToken csrf) {
    String ours =
        meta("prefix", prefix)
            + meta("csrf-header", csrf.getHeaderName())
            + meta("csrf-token", csrf.getToken())
            + "<script src=\"/dashboard/chasqui-dashboard.js\" nonce=\""
            + NONCE
            + "\"></script>";
    return template
        .replace(HEAD, HEAD + ours)
        .replace(BEGINS_OURS, "\"" + HtmlUtils.htmlEscape(prefix) + "/dashboard/")
        .replace(NONCE, nonce);
  }

  /** Nothing is loaded or called but what is the server's own. */
  static String policy(String nonce) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'nonce-" + nonce + "' 'strict-dynamic'",
        "style-src 'self' 'nonce-" + nonce + "'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }

  private static String meta(String name, String content) {
    return "<meta name=\"" + name + "\" content=\"" + HtmlUtils.htmlEscape(content) + "\"/>";
  }

  private static String read() {
    try {
      return new ClassPathResource(FRONTEND + "index.html")
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
