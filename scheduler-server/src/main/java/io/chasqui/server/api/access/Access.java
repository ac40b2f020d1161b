package io.chasqui.server.api.access;

import io.chasqui.platform.request.BodyLimit;
import io.chasqui.platform.request.HasBodyLimits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses of a feature, which has one of these as a bean: who may use them, and how large a
 * body they take. An address that no feature names is closed to everybody.
 */
public record Access(List<AccessRule> rules) implements HasBodyLimits {

  public Access {
    rules = List.copyOf(rules);
  }

  public static Access of(AccessRule... rules) {
    return new Access(List.of(rules));
  }

  @Override
  public Stream<BodyLimit> bodyLimits() {
    return rules.stream().map(AccessRule::bodyLimit).flatMap(Optional::stream);
  }
}
