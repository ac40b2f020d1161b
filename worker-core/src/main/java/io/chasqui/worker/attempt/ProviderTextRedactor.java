package io.chasqui.worker.attempt;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a provider's words what they repeat of a delivery, in any case: filters and gateways
 * like to quote what they refuse, and what is kept of them is read by more people than a message.
 */
final class ProviderTextRedactor {

  /** A shorter repeat is chance, unless it is a whole value. */
  private static final int SHORTEST = 8;

  private static final int SHORTEST_VALUE = 4;
  private static final String MASK = "***";

  private final List<String> values = new ArrayList<>();

  ProviderTextRedactor(ClaimedDelivery delivery) {
    add(delivery.recipient().value());
    add(delivery.subject());
    add(delivery.message());
    add(delivery.attachmentName());
  }

  private void add(@Nullable String value) {
    if (value != null && value.strip().length() >= SHORTEST_VALUE) {
      values.add(lowerCase(value.strip()));
    }
  }

  Outcome removedFrom(Outcome outcome) {
    String words = outcome.detail();
    return words == null ? outcome : outcome.withDetail(removedFrom(words));
  }

  private String removedFrom(String words) {
    String lowerCase = lowerCase(words);
    StringBuilder rest = new StringBuilder();
    for (int at = 0; at < words.length(); ) {
      int length = lengthOfEcho(lowerCase, at);
      rest.append(length == 0 ? words.substring(at, at + 1) : MASK);
      at += Math.max(1, length);
    }
    return rest.toString();
  }

  private int lengthOfEcho(String words, int at) {
    return values.stream().mapToInt(value -> lengthOfEcho(words, at, value)).max().orElse(0);
  }

  private static int lengthOfEcho(String words, int at, String value) {
    int end = at + Math.min(SHORTEST, value.length());
    if (end > words.length() || !value.contains(words.substring(at, end))) {
      return 0;
    }
    while (end < words.length() && value.contains(words.substring(at, end + 1))) {
      end++;
    }
    return end - at;
  }

  /** Of the same length, other than {@link String#toLowerCase()}. */
  private static String lowerCase(String text) {
    StringBuilder lowerCase = new StringBuilder(text.length());
    text.chars().forEach(one -> lowerCase.append((char) Character.toLowerCase(one)));
    return lowerCase.toString();
  }
}
