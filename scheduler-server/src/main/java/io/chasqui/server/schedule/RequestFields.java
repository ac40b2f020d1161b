package io.chasqui.server.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.TimeFields;
import io.chasqui.server.api.request.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields that both kinds of scheduling request have. */
final class RequestFields extends TimeFields {

  /** As what a correlation id reads that is none. */
  private static final CorrelationId INVALID = new CorrelationId("invalid");

  private final Duration defaultDelay;

  RequestFields(Written<?> written, Instant now, Duration defaultDelay) {
    super(written, now);
    this.defaultDelay = defaultDelay;
  }

  CorrelationId correlationId(@Nullable String value) {
    return text("correlationId", value).map(CorrelationId::new).orElse(INVALID);
  }

  /** Names the report; the correlation id does when there is none. */
  CorrelationId reportId(@Nullable String value, CorrelationId correlationId) {
    return text("reportId", Text.orNull(value)).map(CorrelationId::new).orElse(correlationId);
  }

  /** One line; {@code fallback} when there is none. */
  String subject(@Nullable String value, String fallback) {
    return text("subject", Text.orNull(value)).orElse(fallback);
  }

  /** Plain text; may have several lines. */
  String message(@Nullable String value) {
    return text("message", value).orElse("");
  }

  String attachmentName(@Nullable String value, CorrelationId reportId) {
    String given = Text.orNull(value);
    Optional<String> name = text("attachmentName", given);
    // Told beside what else is wrong with it.
    if (given != null && (given.indexOf('/') >= 0 || given.indexOf('\\') >= 0)) {
      problem("attachmentName", "field.path");
    }
    return name.orElseGet(() -> reportId + ".pdf");
  }

  void required(String field, @Nullable String value) {
    if (Text.orNull(value) == null) {
      problem(field, "field.required");
    }
  }

  /** Of a channel that carries a message alone. */
  void notFor(Channel channel, String field, @Nullable String value) {
    if (Text.orNull(value) != null) {
      problem(field, "field.notForChannel", channel.name());
    }
  }

  /** By which people choose what they want; null: none. */
  @Nullable String category(@Nullable String value) {
    return text("category", Text.orNull(value)).orElse(null);
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
    Instant asked = now().plus(defaultDelay);
    if (time != null) {
      asked = instant("scheduledTime", time);
      if (delay != null) {
        problem("delay", "field.timeAndDelay");
      }
    } else if (delay != null) {
      asked = afterDelay("delay", delay);
    }
    return timeOfSending(time != null ? "scheduledTime" : "delay", asked);
  }

  @Nullable Instant expiresAt(@Nullable String value, Instant scheduledTime) {
    if (value == null || value.isBlank()) {
      return null;
    }
    int before = problems();
    Instant expiresAt = instant("expiresAt", value);
    if (problems() == before && !expiresAt.isAfter(scheduledTime)) {
      problem("expiresAt", "field.expiresBeforeScheduled");
    }
    return expiresAt;
  }
}
