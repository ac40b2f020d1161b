package io.chasqui.server.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a key may be used for, and what a person's {@link Role} allows. The words are callers', so
 * they never change.
 */
public enum Scope {
  /** Storing reports, and making deliveries. */
  SCHEDULE,
  /** Deliveries with their recipients, reports, the API's description, and metrics. */
  READ,
  /** Cancelling, repeating, confirming and rescheduling deliveries. */
  MANAGE,
  /** Writing who there is to be written to, and who must not be. */
  RECIPIENTS,
  /** Writing templates. */
  TEMPLATES,
  /** Approving what others have written. */
  APPROVE,
  /** Making topics, subscriptions and message queues. */
  TOPICS,
  /** Publishing to topics, and sending to message queues. */
  PUBLISH,
  /** Receiving from message queues. */
  CONSUME,
  /** Keys, the audit, and everything else. */
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

  /** All of them as callers write them: {@code schedule, read, …, admin}. */
  public static String words() {
    return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
  }
}
