package io.chasqui.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger says when an attempt is about to give its peer the message's last byte.
 *
 * @param kind whether it may
 * @param refusal why not; null: it may, or it is overtaken
 */
public record SendPermission(Kind kind, @Nullable Refusal refusal) {

  /** Whether an attempt may go on. */
  public enum Kind {
    /** It is stored that the peer may have the message from now on. */
    ALLOWED,
    /** The lease is over or another attempt has begun. */
    OVERTAKEN,
    /** Its delivery is refused. */
    REFUSED
  }

  /** It is stored that the peer may have the message from now on. */
  public static final SendPermission ALLOWED = new SendPermission(Kind.ALLOWED, null);

  /** The lease is over or another attempt has begun. */
  public static final SendPermission OVERTAKEN = new SendPermission(Kind.OVERTAKEN, null);

  /** The delivery's deadline has passed. */
  public static final SendPermission TOO_LATE =
      refused(new Refusal(Refusal.Verdict.EXPIRED, FailureCode.EXPIRED));

  /** The delivery may not be sent any more. */
  public static SendPermission refused(Refusal why) {
    return new SendPermission(Kind.REFUSED, why);
  }
}
