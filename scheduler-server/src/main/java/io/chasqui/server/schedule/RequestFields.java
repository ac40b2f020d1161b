package io.chasqui.server.schedule;

import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.IsoInstant;
import io.chasqui.server.problem.FieldProblem;
import io.chasqui.server.problem.InvalidRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields that both kinds of scheduling request have, and gathers what is wrong with them.
 * After a problem a field reads as a harmless value, so that all other fields are looked at too.
 */
final class RequestFields {

  private static final int MAX_MESSAGE = 50_000;
  private static final int MAX_NAME = 200;
  private static final Duration FURTHEST = Duration.ofDays(366);

  private final List<FieldProblem> problems = new ArrayList<>();
  private final Instant now;
  private final Duration defaultDelay;

  RequestFields(Instant now, Duration defaultDelay) {
    this.now = now.truncatedTo(ChronoUnit.MICROS);
    this.defaultDelay = defaultDelay;
  }

  void problem(String field, String messageKey, Object... arguments) {
    problems.add(new FieldProblem(field, messageKey, arguments));
  }

  /**
   * @throws InvalidRequest when any field was wrong
   */
  void requireValid(@Nullable String correlationId) {
    if (!problems.isEmpty()) {
      boolean usable = correlationId != null && CorrelationId.isValid(correlationId);
      throw new InvalidRequest(problems, usable ? correlationId : null);
    }
  }

  String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      problem(field, "field.required");
      return "";
    }
    return value;
  }

  CorrelationId correlationId(@Nullable String value) {
    String given = required("correlationId", value);
    if (CorrelationId.isValid(given)) {
      return new CorrelationId(given);
    }
    if (!given.isEmpty()) {
      problem("correlationId", "field.correlationId");
    }
    return new CorrelationId("invalid");
  }

  /** One line of at most 200 characters; {@code fallback} when there is none. */
  String line(String field, @Nullable String value, String fallback) {
    if (value == null || value.isBlank()) {
      return fallback;
    }
    if (length(value) > MAX_NAME) {
      problem(field, "field.tooLong", MAX_NAME);
    } else if (Text.hasControlCharacter(value)) {
      problem(field, "field.controlCharacter");
    }
    return value;
  }

  /** Plain text; may have several lines. */
  String message(@Nullable String value) {
    if (value == null) {
      return "";
    }
    if (length(value) > MAX_MESSAGE) {
      problem("message", "field.tooLong", MAX_MESSAGE);
    } else if (Text.hasControlCharacterBesidesLineBreaks(value)) {
      problem("message", "field.controlCharacter");
    }
    return value;
  }

  String attachmentName(@Nullable String value, CorrelationId correlationId) {
    String name = line("attachmentName", value, correlationId + ".pdf");
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      problem("attachmentName", "field.path");
    }
    return name;
  }

  OnUnknown onUnknown(@Nullable String value, OnUnknown channelDefault) {
    if (value == null || value.isBlank()) {
      return channelDefault;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "resend" -> OnUnknown.RESEND;
      case "hold" -> OnUnknown.HOLD;
      default -> {
        problem("onUnknown", "field.oneOf", "resend, hold");
        yield channelDefault;
      }
    };
  }

  /** A time in the past means now. */
  Instant scheduledTime(@Nullable String scheduledTime, @Nullable String requestedDelay) {
    String time = Text.orNull(scheduledTime);
    String delay = Text.orNull(requestedDelay);
    Instant asked = now.plus(defaultDelay);
    if (time != null) {
      asked = instant("scheduledTime", time);
      if (delay != null) {
        problem("delay", "field.timeAndDelay");
      }
    } else if (delay != null) {
      asked = afterDelay(delay);
    }
    if (asked.isAfter(now.plus(FURTHEST))) {
      problem(time != null ? "scheduledTime" : "delay", "field.tooFar");
    }
    return asked.isBefore(now) ? now : asked;
  }

  @Nullable Instant expiresAt(@Nullable String value, Instant scheduledTime) {
    if (value == null || value.isBlank()) {
      return null;
    }
    int before = problems.size();
    Instant expiresAt = instant("expiresAt", value);
    if (problems.size() == before && !expiresAt.isAfter(scheduledTime)) {
      problem("expiresAt", "field.expiresBeforeScheduled");
    }
    return expiresAt;
  }

  private Instant instant(String field, String value) {
    Optional<Instant> time = IsoInstant.parse(value);
    if (time.isEmpty()) {
      problem(field, "field.instant");
    }
    return time.orElse(now);
  }

  private Instant afterDelay(String value) {
    try {
      Duration delay = Duration.parse(value.strip());
      if (delay.isNegative()) {
        problem("delay", "field.negative");
        return now;
      }
      // Compared first: a delay of millions of years does not fit an instant.
      return now.plus(delay.compareTo(FURTHEST) > 0 ? FURTHEST.plusDays(1) : delay)
          .truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      problem("delay", "field.duration");
      return now;
    }
  }

  private static int length(String value) {
    return value.codePointCount(0, value.length());
  }
}
