package io.chasqui.platform.request;

/** A body that is not taken; nothing of it was read. */
public final class UnfitBody extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final long limit;

  UnfitBody(Reason reason, long limit) {
    super(reason.name());
    this.reason = reason;
    this.limit = limit;
  }

  /** What is wrong with it. */
  public Reason reason() {
    return reason;
  }

  /** So many bytes the address takes. */
  public long limit() {
    return limit;
  }

  /** What is wrong with it, by RFC 9110 unless said otherwise. */
  public enum Reason {
    /** Longer than the address takes (15.5.14). */
    TOO_LARGE(413),
    /** Compressed, or else coded (15.5.16): it would be taken for something else. */
    ENCODED(415),
    /** JSON in another charset than UTF-8, the only one that it has (RFC 8259, 8.1). */
    OTHER_CHARSET(415),
    /** Several types, or a pattern of some: nobody knows which one it has (8.3). */
    NO_TYPE(400),
    /** A part, which would take the place of the whole (14.4). */
    PARTIAL(400),
    /** Sent by another method than it is meant for, by a header that other systems look at. */
    OTHER_METHOD(400),
    /** As many bodies of strangers are being read as may be (15.6.4). */
    TOO_MANY_AT_A_TIME(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The status of the answer. */
    public int status() {
      return status;
    }
  }
}
