package io.chasqui.delivery;

/**
 * Failure codes that more than one channel uses, or that decide something here; a channel's other
 * ones stand beside its adapter.
 */
public final class FailureCode {

  /** The recipient's side does not know or does not want the recipient. */
  public static final String RECIPIENT_REJECTED = "RECIPIENT_REJECTED";

  /** The recipient's mailbox is full. */
  public static final String MAILBOX_FULL = "MAILBOX_FULL";

  /** Our credentials were refused. */
  public static final String AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED";

  /** The peer could not be reached or did not take the message. */
  public static final String SEND_FAILED = "SEND_FAILED";

  /** The peer is in a network that nobody allowed. */
  public static final String ADDRESS_REFUSED = "ADDRESS_REFUSED";

  /** The peer works, and wants less at once. */
  public static final String RATE_LIMITED = "RATE_LIMITED";

  /** The peer had taken it, and told later that it could not be brought to its recipient. */
  public static final String UNDELIVERED = "UNDELIVERED";

  /** Cut off after the last byte. */
  public static final String NO_ANSWER = "NO_ANSWER";

  /** The worker was gone before the attempt ended. */
  public static final String WORKER_LOST = "WORKER_LOST";

  /** The deadline passed. */
  public static final String EXPIRED = "EXPIRED";

  /**
   * This worker has no memory left for another large report, or no free connection to its peer.
   * Costs no attempt, and says nothing of the peer.
   */
  public static final String WORKER_BUSY = "WORKER_BUSY";

  /**
   * As many deliveries of this worker read their reports as may, and the storage is slow. Costs no
   * attempt.
   */
  public static final String STORAGE_BUSY = "STORAGE_BUSY";

  /** The storage of reports does not work. Costs no attempt. */
  public static final String STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE";

  /**
   * An earlier attempt may have given the message to a provider that is shut now: it waits for that
   * one, so that it is not sent twice. Costs no attempt.
   */
  public static final String PROVIDER_AWAITED = "PROVIDER_AWAITED";

  /**
   * Somebody paused the provider on the console. Costs no attempt, and says nothing of the peer.
   */
  public static final String PAUSED_BY_PERSON = "PAUSED_BY_PERSON";

  /** The delivery is of another channel than its job's queue. */
  public static final String CHANNEL_NOT_SUPPORTED = "CHANNEL_NOT_SUPPORTED";

  /** A fault of ours; the log of the worker has it. */
  public static final String INTERNAL_ERROR = "INTERNAL_ERROR";

  private FailureCode() {}
}
