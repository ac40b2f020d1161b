package io.chasqui.server.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key may be used for. */
public enum Scope {
  /** Storing reports, and scheduling deliveries. */
  SCHEDULE,
  /** Deliveries with their recipients, reports, the API's description, and metrics. */
  READ,
  /** Cancelling, repeating, confirming and rescheduling deliveries. */
  MANAGE,
  /** Keys, and everything else. */
  ADMIN;

  private static final String OF_A_KEY = "SCOPE_";

  /** As Spring Security knows it. */
  public String authority() {
    return OF_A_KEY + word();
  }

  /** Whether a key has it, and not a person. */
  public static boolean isAuthority(String authority) {
    return authority.startsWith(OF_A_KEY);
  }

  /** As callers write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that callers write so; empty when there is none. */
  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** All of them as callers write them: {@code schedule, read, manage, admin}. */
  public static String words() {
    return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
  }
}
