package io.chasqui.benchmarks.message;

import io.chasqui.benchmarks.peer.Arrival;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The messages of one measurement.
 *
 * @param prefix tells them from those of others, and is not the beginning of another's
 * @param size how many there are, numbered from 0
 */
public record Messages(MessageChannel channel, String prefix, int size) {

  /** A push service cannot read messages; this is made of the delivery's id. */
  private static final Pattern TOPIC =
      Pattern.compile("\r\ntopic: *([^\r]+)\r", Pattern.CASE_INSENSITIVE);

  /** The requests that have them sent, each due at its own time, by its number. */
  public List<String> due(IntFunction<Instant> time, Directory directory) {
    return IntStream.range(0, size)
        .mapToObj(number -> request(number, time.apply(number), directory))
        .toList();
  }

  private String request(int number, Instant dueAt, Directory directory) {
    String recipient =
        channel == MessageChannel.SMS
            ? String.format(Locale.ROOT, "\"phoneNumber\":\"+7999%07d\"", number)
            : "\"recipientId\":\"%s\"".formatted(directory.recipient(channel, number));
    return """
    {"correlationId":"%2$s","platform":"%1$s",%3$s,"message":"It is on its way: %2$s.","scheduledTime":"%4$s"}\
    """
        .formatted(channel.platform(), name(number), recipient, dueAt);
  }

  private String name(int number) {
    return String.format(Locale.ROOT, "%s-%06d", prefix, number);
  }

  /**
   * Checks that each of them arrived once and nothing else did.
   *
   * @return when, by their numbers; push messages, which only a browser can read, are numbered as
   *     they came
   * @throws IllegalStateException naming what is wrong
   */
  public Map<Integer, Instant> check(List<Arrival> arrivals) {
    if (arrivals.size() != size) {
      throw new IllegalStateException(
          "%s of %s messages %s arrived".formatted(arrivals.size(), size, prefix));
    }
    Set<String> known = new HashSet<>();
    Map<Integer, Instant> begun = new HashMap<>();
    for (Arrival arrival : arrivals) {
      String identity = identity(arrival);
      if (!known.add(identity)) {
        throw new IllegalStateException("Message " + identity + " arrived twice");
      }
      int number =
          channel == MessageChannel.PUSH
              ? begun.size()
              : Integer.parseInt(identity.substring(prefix.length() + 1));
      begun.put(number, arrival.begunAt());
    }
    return begun;
  }

  private String identity(Arrival arrival) {
    Matcher matcher =
        channel == MessageChannel.PUSH
            ? TOPIC.matcher(arrival.request())
            : Pattern.compile("(" + Pattern.quote(prefix) + "-[0-9]{6})")
                .matcher(arrival.request());
    if (!matcher.find()) {
      throw new IllegalStateException("A request is not one of " + prefix);
    }
    return matcher.group(1);
  }
}
