package io.chasqui.server.security;

import static io.chasqui.server.api.access.AccessRule.everybody;
import static io.chasqui.server.api.access.AccessRule.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.access.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AccessRulesTest {

  private static final Access WIDE = Access.of(everybody(GET, "/api/things/**"));
  private static final Access NARROW = Access.of(key(GET, "/api/things/{id}", Scope.READ));

  @Test
  void theMostSpecificAddressCountsWhicheverFeatureComesFirst() {
    for (List<Access> features : List.of(List.of(WIDE, NARROW), List.of(NARROW, WIDE))) {
      AccessRules rules = new AccessRules(features);

      assertThat(rule(rules, "GET", "/api/things/1")).isEqualTo(NARROW.rules().get(0));
      assertThat(rule(rules, "GET", "/api/things/1/parts")).isEqualTo(WIDE.rules().get(0));
    }
  }

  @Test
  void whatNoFeatureNamesIsClosed() {
    AccessRules rules = new AccessRules(List.of(NARROW));

    assertThat(rules.find(request("GET", "/api/other"))).isEmpty();
    assertThat(rules.find(request("POST", "/api/things/1"))).isEmpty();
    assertThat(rules.find(request("GET", "/api/things/1/"))).as("with a slash").isEmpty();
    assertThat(rules.methods(request("POST", "/api/things/1"))).containsExactly("GET");
  }

  @Test
  void oneRuleMayBeOfAnAddressWithAndWithoutASlash() {
    AccessRule rule = key(POST, "/api/things", Scope.MANAGE).orWithSlash();
    AccessRules rules = new AccessRules(List.of(Access.of(rule)));

    assertThat(rule(rules, "POST", "/api/things")).isEqualTo(rule);
    assertThat(rule(rules, "POST", "/api/things/")).isEqualTo(rule);
  }

  @Test
  void headIsLikeGet() {
    AccessRules rules = new AccessRules(List.of(NARROW));

    assertThat(rule(rules, "HEAD", "/api/things/1")).isEqualTo(NARROW.rules().get(0));
  }

  @Test
  void twoRulesAboutTheSameStopTheStart() {
    Access again = Access.of(everybody(GET, "/api/things/{id}"));

    assertThatThrownBy(() -> new AccessRules(List.of(NARROW, again)))
        .hasMessage("Two rules say who may use GET /api/things/{id}");
  }

  private static AccessRule rule(AccessRules rules, String method, String path) {
    Optional<AccessRule> rule = rules.find(request(method, path));
    assertThat(rule).as(method + " " + path).isPresent();
    return rule.orElseThrow();
  }

  private static MockHttpServletRequest request(String method, String path) {
    return new MockHttpServletRequest(method, path);
  }
}
