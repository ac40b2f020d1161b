package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.chasqui.quickstart.web.BadCall;
import io.chasqui.quickstart.web.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures that were asked for, used up one call after the other. */
final class Script {

  private static final int LONGEST_DELAY_MILLIS = 600_000;

  private final List<Entry> entries = new ArrayList<>();

  /**
   * What a call gets.
   *
   * @param method in lower case; empty: any but getUpdates
   * @param chatId empty: any
   * @param failure null: the call succeeds
   * @param delay before the answer
   * @param cut whether the connection is cut instead of an answer, after the call was obeyed
   */
  record Step(
      String method, String chatId, @Nullable BotFailure failure, Duration delay, boolean cut) {

    private boolean fits(String calledMethod, String calledChat) {
      boolean methodFits =
          method.isEmpty() ? !calledMethod.equals("getupdates") : method.equals(calledMethod);
      return methodFits && (chatId.isEmpty() || chatId.equals(calledChat));
    }
  }

  private record Entry(Step step, int times) {}

  /**
   * Adds an entry of the page's form or of JSON: method, chatId, status, description, retryAfter,
   * migrateToChatId, delayMillis, cut, times; all optional, but one of status, delayMillis and cut.
   *
   * @throws BadCall naming the field that is wrong
   */
  synchronized void add(Map<String, String> fields) {
    boolean cut = fields.getOrDefault("cut", "").matches("true|on");
    long status = number(fields, "status", 0, 599);
    long delay = number(fields, "delayMillis", 0, LONGEST_DELAY_MILLIS);
    if (status == 0 && delay == 0 && !cut) {
      throw new BadCall("One of status, delayMillis and cut is needed");
    }
    if (status != 0 && status < 400) {
      throw new BadCall("status must be from 400 to 599");
    }
    Step step =
        new Step(
            fields.getOrDefault("method", "").trim().toLowerCase(Locale.ROOT),
            fields.getOrDefault("chatId", "").trim(),
            status == 0 ? null : failure((int) status, fields),
            Duration.ofMillis(delay),
            cut);
    entries.add(new Entry(step, (int) Math.max(1, number(fields, "times", 0, 1_000_000))));
  }

  private static BotFailure failure(int status, Map<String, String> fields) {
    long retryAfter = number(fields, "retryAfter", 0, 86_400);
    long newChat = number(fields, "migrateToChatId", Long.MIN_VALUE, Long.MAX_VALUE);
    String description = fields.getOrDefault("description", "").trim();
    return new BotFailure(
        status,
        description.isEmpty() ? usualDescription(status, retryAfter, newChat) : description,
        retryAfter == 0 ? null : Math.toIntExact(retryAfter),
        newChat == 0 ? null : newChat);
  }

  /** The real API's own words. */
  private static String usualDescription(int status, long retryAfter, long newChat) {
    return switch (status) {
      case 400 ->
          newChat == 0
              ? "Bad Request: chat not found"
              : "Bad Request: group chat was upgraded to a supergroup chat";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden: bot was blocked by the user";
      case 404 -> "Not Found";
      case 429 -> "Too Many Requests: retry after " + retryAfter;
      case 502 -> "Bad Gateway";
      default -> "Internal Server Error";
    };
  }

  private static long number(Map<String, String> fields, String name, long lowest, long highest) {
    String value = fields.getOrDefault(name, "").trim();
    if (value.isEmpty()) {
      return 0;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number that is out of range.
    }
    throw new BadCall("%s must be a number from %s to %s".formatted(name, lowest, highest));
  }

  /** Takes the first entry that fits, once. */
  synchronized Optional<Step> next(String method, String chatId) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.step().fits(method.toLowerCase(Locale.ROOT), chatId)) {
        if (entry.times() == 1) {
          entries.remove(i);
        } else {
          entries.set(i, new Entry(entry.step(), entry.times() - 1));
        }
        return Optional.of(entry.step());
      }
    }
    return Optional.empty();
  }

  synchronized void clear() {
    entries.clear();
  }

  /** What is still to come. */
  synchronized ArrayNode json() {
    ArrayNode list = Json.array();
    for (Entry entry : entries) {
      BotFailure failure = entry.step().failure();
      list.addObject()
          .put("method", entry.step().method())
          .put("chatId", entry.step().chatId())
          .put("status", failure == null ? 200 : failure.status())
          .put("description", failure == null ? "" : failure.description())
          .put("retryAfter", failure == null ? null : failure.retryAfter())
          .put("migrateToChatId", failure == null ? null : failure.migrateToChatId())
          .put("delayMillis", entry.step().delay().toMillis())
          .put("cut", entry.step().cut())
          .put("times", entry.times());
    }
    return list;
  }
}
