package io.chasqui.server.security.person.web;

import io.chasqui.server.security.person.Passwords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** The form, in the look of the login page. */
final class PasswordPage {

  private final String template;

  PasswordPage() {
    try (InputStream page = PasswordPage.class.getResourceAsStream("/pages/password.html")) {
      template =
          new String(Objects.requireNonNull(page, "page").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param prefix of all addresses of the server
   */
  String with(String prefix, CsrfToken token, String problem) {
    return template
        .replace("{{prefix}}", HtmlUtils.htmlEscape(prefix))
        .replace("{{csrfName}}", HtmlUtils.htmlEscape(token.getParameterName()))
        .replace("{{csrfToken}}", HtmlUtils.htmlEscape(token.getToken()))
        .replace("{{shortest}}", String.valueOf(Passwords.SHORTEST))
        .replace("{{problem}}", HtmlUtils.htmlEscape(problem));
  }
}
