package io.chasqui.server.security;

import io.chasqui.platform.config.InvalidSetting;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.autoconfigure.security.oauth2.client.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/** The OpenID providers, in the place of Spring Boot's own reading of them, which checks less. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class OidcClients {

  private static final String KEY = "spring.security.oauth2.client.";

  /**
   * @throws InvalidSetting when a provider is away, or would not prove who a person is
   */
  @Bean
  InMemoryClientRegistrationRepository clientRegistrationRepository(
      OAuth2ClientProperties properties) {
    Collection<ClientRegistration> clients = read(properties);
    clients.forEach(OidcClients::check);
    return new InMemoryClientRegistrationRepository(List.copyOf(clients));
  }

  private static Collection<ClientRegistration> read(OAuth2ClientProperties properties) {
    try {
      return new OAuth2ClientPropertiesMapper(properties).asClientRegistrations().values();
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(
          KEY + "provider",
          "has a provider that cannot be asked for its addresses: " + e.getMessage(),
          "Correct its issuer-uri; or, if it is away, start again when it is back.");
    }
  }

  private static void check(ClientRegistration client) {
    if (!client.getScopes().contains(OidcScopes.OPENID)) {
      throw new InvalidSetting(
          KEY + "registration." + client.getRegistrationId() + ".scope",
          "does not name openid, so that nobody would get a role.",
          "Set it to openid,profile.");
    }
    if (client.getProviderDetails().getIssuerUri() == null) {
      throw new InvalidSetting(
          KEY + "provider." + client.getRegistrationId() + ".issuer-uri",
          "is not set, so that nobody could tell whose ID tokens are taken.",
          "Set it to the provider's address; the other addresses are found below it.");
    }
  }
}
