package io.chasqui.server.notification.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.notification.NotificationRequest;
import io.chasqui.contract.notification.NotificationTrialRequest;
import io.chasqui.contract.recipient.RecipientRequest;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.IsoInstant;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.ChannelWords;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.TimeFields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.notification.NotificationOrder;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.template.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what callers write of events that are to be told. */
@Component
class NotificationFields {

  /** As what an id reads that is none. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final Duration A_YEAR = Duration.ofDays(366);

  private final RecipientParser parser;

  NotificationFields(RecipientParser parser) {
    this.parser = parser;
  }

  /**
   * What a request asks for.
   *
   * @param requestedBy the name of a key or login
   * @throws InvalidRequest naming every field that is wrong
   */
  NotificationOrder order(
      Written<NotificationRequest> written, @Nullable String requestedBy, Instant now) {
    NotificationRequest request = written.request();
    TimeFields fields = new TimeFields(written, now);
    String correlationId =
        fields.text("correlationId", Text.orNull(request.correlationId())).orElse(null);
    Instant scheduled = scheduledTime(fields, request.scheduledTime());
    NotificationOrder order =
        new NotificationOrder(
            recipientId(fields, request.recipientId()),
            recipient(fields, request.recipient()),
            event(fields, request.event()),
            data(fields, request.data()),
            fields.text("businessKey", Text.orNull(request.businessKey())).orElse(null),
            channels(fields, request.channels()),
            scheduled,
            expiresAt(fields, request.expiresAt(), scheduled == null ? now : scheduled),
            correlationId == null ? null : new CorrelationId(correlationId),
            fields.text("category", Text.orNull(request.category())).orElse(null),
            null,
            requestedBy,
            null);
    fields.requireValid(request.correlationId());
    return order;
  }

  /**
   * What is to be tried out.
   *
   * @param at when it would be taken in
   */
  record Tried(NotificationOrder order, Instant at) {}

  /**
   * What a trial asks for.
   *
   * @throws InvalidRequest naming every field that is wrong
   */
  Tried trial(Written<NotificationTrialRequest> written, Instant now) {
    NotificationTrialRequest request = written.request();
    String asked = Text.orNull(request.at());
    Optional<Instant> read = asked == null ? Optional.of(now) : IsoInstant.parse(asked);
    Instant at = read.orElse(now);
    TimeFields times = new TimeFields(written, at);
    if (read.isEmpty()) {
      times.problem("at", "field.instant");
    } else if (Duration.between(now, at).abs().compareTo(A_YEAR) > 0) {
      times.problem("at", "field.withinAYear");
    }
    Instant scheduled = scheduledTime(times, request.scheduledTime());
    Instant expires = expiresAt(times, request.expiresAt(), scheduled == null ? at : scheduled);
    NotificationOrder order =
        new NotificationOrder(
            recipientId(times, request.recipientId()),
            null,
            event(times, request.event()),
            data(times, request.data()),
            times.text("businessKey", Text.orNull(request.businessKey())).orElse(null),
            channels(times, request.channels()),
            scheduled,
            expires,
            null,
            times.text("category", Text.orNull(request.category())).orElse(null),
            null,
            null,
            null);
    times.requireValid(null);
    return new Tried(order, at);
  }

  private static UUID recipientId(Fields fields, @Nullable String written) {
    if (Text.orNull(written) == null) {
      fields.problem("recipientId", "field.required");
    }
    UUID id = fields.uuid("recipientId", written);
    return id == null ? NOBODY : id;
  }

  private static String event(Fields fields, @Nullable String written) {
    String event = Text.orNull(written);
    if (event == null) {
      fields.problem("event", "field.required");
    } else if (!EventType.isName(event)) {
      fields.problem("event", "field.event");
    }
    return event == null ? "" : event;
  }

  private static JsonNode data(Fields fields, @Nullable JsonNode written) {
    if (written == null || written.isNull()) {
      fields.problem("data", "field.required");
      return JsonNodeFactory.instance.objectNode();
    }
    if (!written.isObject()) {
      fields.problem("data", "field.dataNoObject");
    }
    return written;
  }

  private static List<Channel> channels(Fields fields, @Nullable List<@Nullable String> written) {
    return written == null
        ? List.of()
        : List.copyOf(ChannelWords.read(fields, "channels", written));
  }

  private static @Nullable Instant scheduledTime(TimeFields fields, @Nullable String written) {
    String time = Text.orNull(written);
    return time == null
        ? null
        : fields.timeOfSending("scheduledTime", fields.instant("scheduledTime", time));
  }

  private static @Nullable Instant expiresAt(
      TimeFields fields, @Nullable String written, Instant scheduledTime) {
    String time = Text.orNull(written);
    if (time == null) {
      return null;
    }
    Instant expiresAt = fields.instant("expiresAt", time);
    if (!expiresAt.isAfter(scheduledTime)) {
      fields.problem("expiresAt", "field.expiresBeforeScheduled");
    }
    return expiresAt;
  }

  /** What is given takes the place of what the directory has; what is absent stays. */
  private @Nullable UnaryOperator<RecipientProfile> recipient(
      Fields fields, @Nullable RecipientRequest written) {
    if (written == null) {
      return null;
    }
    try {
      Fields own = new Fields(new Written<>(written, List.of()));
      RecipientProfile given = parser.profile(own, written);
      own.requireValid(null);
      return profile -> profile.changedBy(given);
    } catch (InvalidRequest e) {
      for (FieldProblem problem : e.problems()) {
        fields.problem(
            "recipient." + problem.field(), problem.messageKey(), problem.arguments().toArray());
      }
      return null;
    }
  }
}
