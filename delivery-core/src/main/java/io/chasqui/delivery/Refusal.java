package io.chasqui.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Why the ledger does not let a delivery be sent.
 *
 * @param verdict what becomes of it
 * @param code why, for programs: a failure code, the reason of a suppression, or why it waits
 */
public record Refusal(Verdict verdict, String code) {

  /** What becomes of a delivery that may not be sent; a state that it ends in, or it waits. */
  public enum Verdict {
    /** Whoever it was for is erased. */
    CANCELLED,
    /** Its deadline has passed. */
    EXPIRED,
    /** Whoever it is for must not be written to. */
    SUPPRESSED,
    /** Not now: its provider is paused, or whoever gets it is not to be disturbed. */
    PUT_BACK
  }

  /** The recipient of the directory was erased. */
  public static final String RECIPIENT_ERASED = "RECIPIENT_ERASED";

  /** The recipient does not want this channel, or this category. */
  public static final String PREFERENCE = "PREFERENCE";

  /** Its provider is paused. */
  public static final String PAUSED = "PAUSED";

  /** Whoever gets it is not to be disturbed now. */
  public static final String QUIET_HOURS = "QUIET_HOURS";

  /**
   * Reads the answer of the ledger's statement, {@code SUPPRESSED HARD_BOUNCE}; null: null, it may
   * be sent.
   */
  public static @Nullable Refusal read(@Nullable String answer) {
    if (answer == null) {
      return null;
    }
    String[] words = answer.split(" ", 2);
    return new Refusal(Verdict.valueOf(words[0]), words[1]);
  }

  /** As the ledger's statement says it. */
  public String answer() {
    return verdict + " " + code;
  }

  /** Whether the delivery is not looked at again by itself. */
  public boolean isFinal() {
    return verdict == Verdict.CANCELLED || verdict == Verdict.SUPPRESSED;
  }
}
