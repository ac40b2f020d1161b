package io.chasqui.quickstart.botapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bots that exist: every well-formed token makes one when it is first used, and from then on
 * its number with another secret is a wrong token.
 */
final class Bots {

  private static final Pattern TOKEN = Pattern.compile("(\\d{1,16}):([A-Za-z0-9_-]{20,})");

  private final Map<Long, Bot> bots = new ConcurrentHashMap<>();
  private final long firstUpdateId;

  Bots(long firstUpdateId) {
    this.firstUpdateId = firstUpdateId;
  }

  /**
   * The bot of this token.
   *
   * @throws BotRefusal 404 for a malformed token, 401 for a wrong one
   */
  Bot withToken(String token) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches()) {
      throw new BotRefusal(BotFailure.of(404, "Not Found"));
    }
    String secret = matcher.group(2) == null ? "" : matcher.group(2);
    Bot bot =
        bots.computeIfAbsent(
            Long.valueOf(matcher.group(1)),
            id -> new Bot(id, secret, new UpdateQueue(firstUpdateId)));
    if (!bot.secret().equals(secret)) {
      throw new BotRefusal(BotFailure.of(401, "Unauthorized"));
    }
    return bot;
  }
}
