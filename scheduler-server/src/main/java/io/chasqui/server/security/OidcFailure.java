package io.chasqui.server.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** Logs why a login did not succeed in one word: what else the provider says may name a person. */
final class OidcFailure extends FailedLogin {

  private static final Logger log = LoggerFactory.getLogger(OidcFailure.class);

  /** Others than these are no provider's, and anybody can make one up. */
  private static final Pattern CODE = Pattern.compile("[a-z_]{1,50}");

  OidcFailure(LoginRecord record) {
    super(record);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException, ServletException {
    log.info("a login by OpenID Connect did not succeed: {}", reason(e));
    super.onAuthenticationFailure(request, response, e);
  }

  /** Who it was says the provider, to those who get in. */
  @Override
  @Nullable String name(HttpServletRequest request) {
    return null;
  }

  @Override
  String reason(AuthenticationException e) {
    String code =
        e instanceof OAuth2AuthenticationException failure
            ? failure.getError().getErrorCode()
            : "server_error";
    return CODE.matcher(code).matches() ? code : "unknown_error";
  }
}
