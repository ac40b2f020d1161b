package io.chasqui.delivery;

import static java.util.function.Predicate.not;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Sets of states as SQL names them, behind {@code status IN}. Which states they have is known to
 * {@link DeliveryStatus} alone. They are to be put into a statement's text: with parameters in
 * their place PostgreSQL could not use the partial indexes.
 */
public final class DeliveryStates {

  /** It will be taken at its time, and nobody holds it. */
  public static final String WAITING = those(DeliveryStatus::isWaiting);

  /** Something is still going to happen to it by itself: it waits, or a worker has it. */
  public static final String OPEN = those(DeliveryStatus::isOpen);

  /** Open, without those that wait for their first time: few, however many those are. */
  public static final String OPEN_BUT_SCHEDULED =
      those(status -> status.isOpen() && status != DeliveryStatus.SCHEDULED);

  /** It has ended, and nobody has to decide anything. */
  public static final String FINAL = those(DeliveryStatus::isFinal);

  /** It is open, or a person has to decide. */
  public static final String NOT_FINAL = those(not(DeliveryStatus::isFinal));

  /** It has ended, and a person may start it anew. */
  public static final String REVIVABLE = those(DeliveryStatus::isRevivable);

  private DeliveryStates() {}

  private static String those(Predicate<DeliveryStatus> which) {
    return Arrays.stream(DeliveryStatus.values())
        .filter(which)
        .map(status -> "'" + status + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
