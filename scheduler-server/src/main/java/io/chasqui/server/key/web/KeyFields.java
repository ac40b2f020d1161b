package io.chasqui.server.key.web;

import io.chasqui.contract.key.CreateKeyRequest;
import io.chasqui.platform.IsoInstant;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.key.ApiKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request for a key says, once every field is right. */
record KeyFields(@Nullable String name, Set<Scope> scopes, @Nullable Instant expiresAt) {

  /**
   * @throws InvalidRequest naming every field that is wrong
   */
  static KeyFields of(Written<CreateKeyRequest> written, Instant now) {
    CreateKeyRequest request = written.request();
    List<FieldProblem> problems = new ArrayList<>(written.problems());
    String name = request.name();
    if (name != null && !ApiKeys.NAME.matcher(name).matches()) {
      problems.add(new FieldProblem("name", "field.keyName"));
    }
    Set<Scope> scopes = scopes(request, problems);
    Instant expiresAt = expiresAt(request.expiresAt(), now, problems);
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems, null);
    }
    return new KeyFields(name, scopes, expiresAt);
  }

  private static Set<Scope> scopes(CreateKeyRequest request, List<FieldProblem> problems) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    List<@Nullable String> words = request.scopes() == null ? List.of() : request.scopes();
    boolean allKnown = !words.isEmpty();
    for (String word : words) {
      Optional<Scope> scope = word == null ? Optional.empty() : Scope.ofWord(word);
      scope.ifPresent(scopes::add);
      allKnown &= scope.isPresent();
    }
    if (!allKnown) {
      problems.add(new FieldProblem("scopes", "field.scopes", Scope.words()));
    }
    return scopes;
  }

  private static @Nullable Instant expiresAt(
      @Nullable String value, Instant now, List<FieldProblem> problems) {
    if (value == null) {
      return null;
    }
    Optional<Instant> time = IsoInstant.parse(value);
    if (time.isEmpty()) {
      problems.add(new FieldProblem("expiresAt", "field.instant"));
    } else if (!time.get().isAfter(now)) {
      problems.add(new FieldProblem("expiresAt", "field.past"));
    }
    return time.orElse(null);
  }
}
