package io.chasqui.server.security.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

/** The roles of an ID token, with settings as people write them. */
class OidcRolesTest {

  @Test
  void aRoleIncludesThoseBeforeIt() throws IOException {
    assertThat(rolesOf("roles: {chief: operator}", Map.of("roles", List.of("chief"))))
        .containsExactly("ROLE_VIEWER", "ROLE_OPERATOR");
  }

  @Test
  void severalRolesAreOne() throws IOException {
    assertThat(rolesOf("roles: {a: viewer, b: admin}", Map.of("roles", List.of("a", "b", "c"))))
        .containsExactlyInAnyOrder("ROLE_VIEWER", "ROLE_OPERATOR", "ROLE_ADMIN");
  }

  @Test
  void aClaimMayBeOneValue() throws IOException {
    assertThat(rolesOf("roles: {chief: viewer}", Map.of("roles", "chief")))
        .containsExactly("ROLE_VIEWER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.chasqui/admin", "Chasqui Viewers", "app:chasqui", "a_b", "Ünal"})
  void aValueWithOtherCharactersThanLettersStandsInBrackets(String value) throws IOException {
    assertThat(rolesOf("roles: {'[" + value + "]': viewer}", Map.of("roles", List.of(value))))
        .containsExactly("ROLE_VIEWER");
  }

  @ParameterizedTest
  @CsvSource({
    "realm_access.roles",
    "resource_access.chasqui.roles",
    "resource_access.chasqui.example.com.roles",
    "https://chasqui.example/roles"
  })
  void theClaimMayLieInOthersAndHaveDots(String claim) throws IOException {
    Map<String, Object> claims =
        Map.of(
            "realm_access",
            Map.of("roles", List.of("chief")),
            "resource_access",
            Map.of(
                "chasqui",
                Map.of("roles", List.of("chief")),
                "chasqui.example.com",
                Map.of("roles", List.of("chief"))),
            "https://chasqui.example/roles",
            List.of("chief"));

    assertThat(rolesOf("{roles-claim: '" + claim + "', roles: {chief: viewer}}", claims))
        .containsExactly("ROLE_VIEWER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"realm_access", "realm_access.roles.chief", "nothing", "sub.x", "."})
  void aClaimThatIsNotThereIsNoRole(String claim) throws IOException {
    assertThat(
            rolesOf(
                "{roles-claim: '" + claim + "', roles: {chief: viewer}}",
                Map.of("realm_access", Map.of("roles", List.of("chief")))))
        .isEmpty();
  }

  @Test
  void nothingButAnIdTokenGivesARole() throws IOException {
    OidcRoles roles = roles("roles: {chief: admin, ROLE_ADMIN: admin}");

    assertThat(
            roles.mapAuthorities(
                List.of(
                    new OAuth2UserAuthority(Map.of("roles", List.of("chief"))),
                    new SimpleGrantedAuthority("ROLE_ADMIN"))))
        .isEmpty();
  }

  private static List<String> rolesOf(String settings, Map<String, Object> claims)
      throws IOException {
    Instant now = Instant.EPOCH;
    OidcIdToken.Builder token = OidcIdToken.withTokenValue("x").subject("4711").issuedAt(now);
    claims.forEach(token::claim);
    Collection<? extends GrantedAuthority> authorities =
        roles(settings).mapAuthorities(List.of(new OidcUserAuthority(token.build())));
    return authorities.stream().map(GrantedAuthority::getAuthority).toList();
  }

  private static OidcRoles roles(String yaml) throws IOException {
    String all = "chasqui.login.oidc: " + (yaml.startsWith("{") ? yaml : "{" + yaml + "}");
    List<PropertySource<?>> sources =
        new YamlPropertySourceLoader()
            .load("settings", new ByteArrayResource(all.getBytes(StandardCharsets.UTF_8)));
    LoginSettings settings =
        new Binder(ConfigurationPropertySources.from(sources.get(0)))
            .bind("chasqui.login", LoginSettings.class)
            .get();
    return new OidcRoles(settings);
  }
}
