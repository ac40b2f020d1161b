package io.chasqui.server.console.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.console.Typed;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the form as the requests that a program would send for it, one for each recipient. */
final class ScheduleForm {

  static final String CHANNEL = "channel";
  static final String RECIPIENTS = "recipients";
  static final String CORRELATION_ID = "correlationId";
  static final String REPORT_ID = "reportId";
  static final String SUBJECT = "subject";
  static final String MESSAGE = "message";
  static final String CATEGORY = "category";
  static final String WHEN = "when";
  static final String MINUTES = "minutes";
  static final String TIME = "time";
  static final String DEADLINE = "deadline";
  static final String ON_UNKNOWN = "onUnknown";
  static final String KEY = "key";

  static final String NOW = "now";
  static final String LATER = "later";
  static final String AT = "at";

  /** What is sent along by the second page. */
  static final List<String> ALL =
      List.of(
          CHANNEL,
          RECIPIENTS,
          CORRELATION_ID,
          REPORT_ID,
          SUBJECT,
          MESSAGE,
          CATEGORY,
          WHEN,
          MINUTES,
          TIME,
          DEADLINE,
          ON_UNKNOWN,
          KEY);

  /** Where the form has what a request calls so; what is not here it calls the same. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "toEmail", RECIPIENTS,
          "phoneNumber", RECIPIENTS,
          "chatId", RECIPIENTS,
          "recipientId", RECIPIENTS,
          "scheduledTime", TIME,
          "delay", MINUTES,
          "expiresAt", DEADLINE,
          "platform", CHANNEL);

  private final Typed typed;
  private final Channel channel;
  private final @Nullable Instant time;
  private final @Nullable Instant deadline;

  /**
   * @param time that was chosen; null: none, or it is wrong
   * @param deadline that was chosen; null: none, or it is wrong
   */
  ScheduleForm(Typed typed, Channel channel, @Nullable Instant time, @Nullable Instant deadline) {
    this.typed = typed;
    this.channel = channel;
    this.time = time;
    this.deadline = deadline;
  }

  /** The channel that was chosen; empty: it is none. */
  static Optional<Channel> channel(Typed typed) {
    return Arrays.stream(Channel.values())
        .filter(channel -> channel.name().equals(typed.value(CHANNEL)))
        .findFirst();
  }

  /** Those that were written, one a line, each once. */
  static List<String> recipients(Typed typed) {
    return typed
        .text(RECIPIENTS)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  /** The field of the form. */
  static String field(String ofRequest) {
    return FIELDS.getOrDefault(ofRequest, ofRequest);
  }

  /** The id of a line that is one of the directory; null: it is an address. */
  static @Nullable String idOfDirectory(String line) {
    return CanonicalUuid.parse(line).map(Object::toString).orElse(null);
  }

  /** What is asked for one recipient. */
  ScheduleRequest request(String line) {
    String id = idOfDirectory(line);
    return channel == Channel.EMAIL ? email(line, id) : messaging(line, id);
  }

  private ScheduleEmailRequest email(String line, @Nullable String id) {
    return new ScheduleEmailRequest(
        typed.value(CORRELATION_ID),
        id == null ? line : null,
        typed.value(SUBJECT),
        typed.text(MESSAGE),
        null,
        scheduledTime(),
        delay(),
        expiresAt(),
        null,
        typed.value(ON_UNKNOWN),
        typed.value(REPORT_ID),
        id,
        typed.value(CATEGORY));
  }

  private ScheduleMessagingRequest messaging(String line, @Nullable String id) {
    boolean isPhone = channel == Channel.SMS || line.startsWith("+") || line.startsWith("00");
    boolean isOfDirectory = id != null || channel == Channel.PUSH || channel == Channel.WEBHOOK;
    return new ScheduleMessagingRequest(
        typed.value(CORRELATION_ID),
        channel.name().toLowerCase(Locale.ROOT),
        isOfDirectory || isPhone ? null : line,
        isOfDirectory || !isPhone ? null : line,
        typed.text(MESSAGE),
        null,
        scheduledTime(),
        delay(),
        expiresAt(),
        null,
        typed.value(ON_UNKNOWN),
        channel == Channel.TELEGRAM ? typed.value(REPORT_ID) : null,
        isOfDirectory ? line : null,
        typed.value(CATEGORY));
  }

  private @Nullable String scheduledTime() {
    return time == null ? null : time.toString();
  }

  private @Nullable String delay() {
    return switch (typed.value(WHEN)) {
      case AT -> null;
      case LATER -> "PT" + typed.value(MINUTES) + "M";
      default -> "PT0S";
    };
  }

  private @Nullable String expiresAt() {
    return deadline == null ? null : deadline.toString();
  }
}
