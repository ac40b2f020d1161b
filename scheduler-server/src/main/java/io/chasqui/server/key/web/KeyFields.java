package io.chasqui.server.key.web;

import io.chasqui.contract.key.CreateKeyRequest;
import io.chasqui.platform.IsoInstant;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Written;
import java.time.Instant;
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
    Fields fields = new Fields(written);
    String name = fields.text("name", request.name()).orElse(null);
    Set<Scope> scopes = scopes(request, fields);
    Instant expiresAt = expiresAt(request.expiresAt(), now, fields);
    fields.requireValid(null);
    return new KeyFields(name, scopes, expiresAt);
  }

  private static Set<Scope> scopes(CreateKeyRequest request, Fields fields) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    List<@Nullable String> words = request.scopes() == null ? List.of() : request.scopes();
    boolean allKnown = !words.isEmpty();
    for (String word : words) {
      Optional<Scope> scope = word == null ? Optional.empty() : Scope.ofWord(word);
      scope.ifPresent(scopes::add);
      allKnown &= scope.isPresent();
    }
    if (!allKnown) {
      fields.problem("scopes", "field.scopes", Scope.words());
    }
    return scopes;
  }

  private static @Nullable Instant expiresAt(@Nullable String value, Instant now, Fields fields) {
    if (value == null) {
      return null;
    }
    Optional<Instant> time = IsoInstant.parse(value);
    if (time.isEmpty()) {
      fields.problem("expiresAt", "field.instant");
    } else if (!time.get().isAfter(now)) {
      fields.problem("expiresAt", "field.past");
    }
    return time.orElse(null);
  }
}
