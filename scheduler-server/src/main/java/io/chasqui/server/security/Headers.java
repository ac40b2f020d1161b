package io.chasqui.server.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What answers tell browsers, besides what Spring Security says by itself: no guessing of types, no
 * frames, no caching, and over TLS nothing but TLS for a year.
 */
final class Headers {

  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /** Nothing from elsewhere, and nothing that is written into the page itself. */
  private static final String OWN_FILES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final String NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=()";

  private Headers() {}

  static void ofData(HeadersConfigurer<HttpSecurity> headers) {
    common(headers, ReferrerPolicy.NO_REFERRER)
        .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING));
  }

  /**
   * A page that needs more says so itself. Without any referrer browsers would send our forms with
   * {@code Origin: null}, as they do those of a site that hides.
   */
  static void ofPages(HeadersConfigurer<HttpSecurity> headers) {
    common(headers, ReferrerPolicy.SAME_ORIGIN)
        .contentSecurityPolicy(policy -> policy.policyDirectives(OWN_FILES));
  }

  private static HeadersConfigurer<HttpSecurity> common(
      HeadersConfigurer<HttpSecurity> headers, ReferrerPolicy referrers) {
    return headers
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .referrerPolicy(referrer -> referrer.policy(referrers))
        .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(
            resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }
}
