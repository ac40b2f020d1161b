package io.chasqui.server.template.event;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.recipient.category.Category;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What holds for events of a type.
 *
 * @param name of the event
 * @param version rises with each change; 0: nobody wrote it down
 * @param category of what its notifications are
 * @param channels by which it is told, in this order; empty: those of the installation
 * @param strategy by how many of them
 * @param quietHours what is done in quiet hours
 * @param ttl how long after it was asked for it may still be sent
 * @param window for how long a repeated one is a duplicate
 * @param idempotency by what duplicates are known
 * @param variables by name, what its data hold
 * @param input where messages of a broker have what is needed; null: by the usual names
 * @param defaultLocale BCP 47; null: the installation's
 */
public record EventType(
    String name,
    long version,
    String category,
    List<Channel> channels,
    Strategy strategy,
    InQuietHours quietHours,
    Duration ttl,
    Duration window,
    IdempotentBy idempotency,
    Map<String, Variable> variables,
    @Nullable Input input,
    @Nullable String defaultLocale) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
  static final Duration A_DAY = Duration.ofHours(24);

  public EventType {
    channels = List.copyOf(channels);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** Whether an event may be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** What holds for events of which nobody wrote down what does. */
  public static EventType unwritten(String name) {
    return new EventType(
        name,
        0,
        Category.GENERAL,
        List.of(),
        Strategy.FIRST,
        InQuietHours.HOLD,
        A_DAY,
        A_DAY,
        IdempotentBy.KEY,
        Map.of(),
        null,
        null);
  }

  /** Whether somebody wrote it down, so that its variables are all that there are. */
  public boolean isWritten() {
    return version > 0;
  }

  /** By how many channels an event is told. */
  public enum Strategy {
    /** By the first that can be used. */
    FIRST,
    /** By each. */
    ALL
  }

  /** What is done in quiet hours. */
  public enum InQuietHours {
    /** It waits for their end. */
    HOLD,
    /** Another channel is tried. */
    NEXT,
    /** It is not sent. */
    DROP
  }

  /** By what duplicates are known. */
  public enum IdempotentBy {
    /** Event, recipient and business key, or else the data. */
    KEY,
    /** Event and recipient alone. */
    EVENT_RECIPIENT
  }

  /**
   * Where a broker's message has what is needed, as JSON pointers; null: by the usual names.
   *
   * @param data empty: the whole message
   */
  public record Input(
      @Nullable String recipient,
      @Nullable String businessKey,
      @Nullable String data,
      @Nullable String occurredAt) {}
}
