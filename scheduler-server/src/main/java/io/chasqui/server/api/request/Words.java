package io.chasqui.server.api.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Constants as callers write them: {@code EVENT_RECIPIENT} is {@code event-recipient}. */
public final class Words {

  private Words() {}

  /** As callers are told it. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * One of them, in any case; what is none is a problem of the field.
   *
   * @param absent what it is when nothing is said
   */
  public static <E extends Enum<E>> E read(
      Fields fields, String field, @Nullable String written, E absent) {
    String word = Text.orNull(written);
    if (word == null) {
      return absent;
    }
    E[] all = absent.getDeclaringClass().getEnumConstants();
    Optional<E> found =
        Arrays.stream(all)
            .filter(one -> of(one).equals(word.strip().toLowerCase(Locale.ROOT)))
            .findFirst();
    if (found.isEmpty()) {
      fields.problem(
          field,
          "field.oneOf",
          Arrays.stream(all).map(Words::of).collect(Collectors.joining(", ")));
    }
    return found.orElse(absent);
  }
}
