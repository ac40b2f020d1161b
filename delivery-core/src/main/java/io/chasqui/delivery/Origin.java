package io.chasqui.delivery;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What made a delivery. Each feature has a kind of its own; whoever tells deliveries apart goes by
 * this and never by their correlation ids.
 *
 * @param kind 1-31 capital letters and underscores, a letter first: {@code REQUEST}
 * @param id of that message, alert or whatever it is; null: its kind has none
 */
public record Origin(String kind, @Nullable UUID id) {

  private static final Pattern KIND = Pattern.compile("[A-Z][A-Z_]{0,30}");

  /** A request that schedules a report, by itself or in a batch. */
  public static final Origin REQUEST = new Origin("REQUEST", null);

  /**
   * Somebody tries what is to be sent. What somebody wants does not hold for it, and it is counted
   * in no statistics.
   */
  public static final Origin TEST = new Origin("TEST", null);

  /**
   * @throws IllegalArgumentException when the kind is not of that form
   */
  public Origin {
    if (!isKind(kind)) {
      throw new IllegalArgumentException("not a kind of origin: " + kind);
    }
  }

  /** Whether this has the form of a kind; features add kinds, so that there is no list of them. */
  public static boolean isKind(String kind) {
    return KIND.matcher(kind).matches();
  }
}
