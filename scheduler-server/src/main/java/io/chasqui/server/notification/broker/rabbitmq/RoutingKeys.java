package io.chasqui.server.notification.broker.rabbitmq;

import io.chasqui.server.notification.broker.BrokerMessage;
import io.chasqui.server.notification.broker.Wanted;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What our queue is bound for. Where the exchange is a fanout everything is brought to us, and most
 * of it is not meant.
 */
final class RoutingKeys implements Wanted {

  private final Set<String> keys;
  private final List<Pattern> patterns;

  /**
   * @param keys as a binding has them, {@code *} is one word, {@code #} any number of them
   */
  RoutingKeys(List<String> keys) {
    this.keys = Set.copyOf(keys);
    this.patterns =
        keys.stream().filter(key -> key.matches(".*[*#].*")).map(RoutingKeys::pattern).toList();
  }

  @Override
  public boolean isWanted(String event, BrokerMessage message) {
    String key = message.routingKey();
    return keys.contains(event)
        || key != null
            && (keys.contains(key)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(key + ".").matches()));
  }

  /** Of a key with a point at its end, so that each word has one. */
  private static Pattern pattern(String key) {
    StringBuilder pattern = new StringBuilder();
    for (String word : key.split("\\.", -1)) {
      pattern.append(
          switch (word) {
            case "#" -> "(?:[^.]*\\.)*";
            case "*" -> "[^.]*\\.";
            default -> Pattern.quote(word) + "\\.";
          });
    }
    return Pattern.compile(pattern.toString());
  }
}
