package io.chasqui.server.security;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** Leads back to the login page, and gives whoever failed no session. */
class FailedLogin extends SimpleUrlAuthenticationFailureHandler {

  FailedLogin() {
    super(PageSecurity.LOGIN + "?error");
    setAllowSessionCreation(false);
  }

  /** Not as the configurer's own setting, which would take the login page its {@code ?error}. */
  <T extends AbstractAuthenticationProcessingFilter> ObjectPostProcessor<T> ofFilter() {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends T> F postProcess(F filter) {
        filter.setAuthenticationFailureHandler(FailedLogin.this);
        return filter;
      }
    };
  }
}
