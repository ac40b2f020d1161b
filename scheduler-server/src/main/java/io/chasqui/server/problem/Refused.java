package io.chasqui.server.problem;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request with which nothing is wrong, and that cannot be done as things are. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Duration UNTIL_THERE_MAY_BE_ROOM = Duration.ofSeconds(30);
  private static final Duration UNTIL_THE_FIRST_HAS_ENDED = Duration.ofSeconds(1);

  private final ProblemType type;
  private final @Nullable DeliveryStatus currentStatus;
  private final @Nullable Duration retryAfter;

  private Refused(
      ProblemType type, @Nullable DeliveryStatus currentStatus, @Nullable Duration retryAfter) {
    super(type.slug());
    this.type = type;
    this.currentStatus = currentStatus;
    this.retryAfter = retryAfter;
  }

  /** The delivery is in a state in which it cannot be done any more, or yet. */
  public static Refused inState(DeliveryStatus current) {
    return new Refused(ProblemType.STATE_CONFLICT, current, null);
  }

  /** A job on the dashboard is in a state in which it cannot be done, or has changed meanwhile. */
  public static Refused byJob() {
    return new Refused(ProblemType.JOB_CONFLICT, null, null);
  }

  /** A request with the same Idempotency-Key is running. */
  public static Refused keyInUse() {
    return new Refused(ProblemType.IDEMPOTENCY_KEY_IN_USE, null, UNTIL_THE_FIRST_HAS_ENDED);
  }

  /** The Idempotency-Key was used for another request. */
  public static Refused keyReused() {
    return new Refused(ProblemType.IDEMPOTENCY_KEY_REUSED, null, null);
  }

  /** As many deliveries are open as may be. */
  public static Refused backlogFull() {
    return new Refused(ProblemType.BACKLOG_FULL, null, UNTIL_THERE_MAY_BE_ROOM);
  }

  /** As many requests are being answered as may be. */
  public static Refused tooManyAtOnce() {
    return new Refused(ProblemType.UNAVAILABLE, null, UNTIL_THE_FIRST_HAS_ENDED);
  }

  /** A name has as many live keys as it may have. */
  public static Refused tooManyKeys() {
    return new Refused(ProblemType.TOO_MANY_KEYS, null, null);
  }

  /** The key has made as many requests as it may. */
  public static Refused rateLimited(Duration retryAfter) {
    return new Refused(ProblemType.RATE_LIMITED, null, retryAfter);
  }

  /** Too many tries to log in have failed. */
  public static Refused loginLimited(Duration retryAfter) {
    return new Refused(ProblemType.LOGIN_LIMITED, null, retryAfter);
  }

  /** Too many messages have come by the contact form. */
  public static Refused contactLimited(Duration retryAfter) {
    return new Refused(ProblemType.CONTACT_LIMITED, null, retryAfter);
  }

  /** A page of this origin may not send it. */
  public static Refused originNotAllowed() {
    return new Refused(ProblemType.ORIGIN_NOT_ALLOWED, null, null);
  }

  ProblemType type() {
    return type;
  }

  /** What problem details say besides their usual members. */
  Map<String, Object> members() {
    return currentStatus == null ? Map.of() : Map.of("currentStatus", currentStatus.name());
  }

  /** When it may be tried again. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
