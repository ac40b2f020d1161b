package io.chasqui.server.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

  @Test
  void rolesAllowWhatTheTableOfScopesSays() {
    assertThat(Role.VIEWER.scopes()).containsExactly(Scope.READ);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(Role.OPERATOR.scopes())))
        .containsExactly(Scope.APPROVE, Scope.ADMIN);
    assertThat(Role.ADMIN.scopes()).containsExactly(Scope.values());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aRoleAllowsWhatThoseBeforeItAllow(Role role) {
    assertThat(Arrays.stream(Role.values()).filter(before -> before.compareTo(role) < 0))
        .allMatch(before -> role.scopes().containsAll(before.scopes()));
  }

  @ParameterizedTest
  @CsvSource({"READ, 3", "MANAGE, 2", "RECIPIENTS, 2", "APPROVE, 1", "ADMIN, 1"})
  void anAddressForKeysAndPeopleIsOpenToThoseWhoseRoleAllowsIt(Scope scope, int roles) {
    AccessRule rule = AccessRule.either(GET, "/x", scope);

    assertThat(rule.authorities()).hasSize(1 + roles).contains(scope.authority());
    assertThat(Arrays.stream(Role.values()).filter(role -> role.scopes().contains(scope)))
        .hasSize(roles)
        .allMatch(role -> rule.authorities().contains(role.authority()));
  }

  @Test
  void scopesAreWordsOfCallers() {
    assertThat(Scope.words())
        .isEqualTo(
            "schedule, read, manage, recipients, templates, approve, topics, publish, consume,"
                + " admin");
    assertThat(Scope.ofWord("topics")).contains(Scope.TOPICS);
    assertThat(Scope.ofWord("TOPICS")).isEmpty();
  }
}
