package io.chasqui.messaging.telegram;

import java.util.regex.Pattern;

/**
 * A bot's secret. It holds any text, so that binding it never fails with the text in the message;
 * {@link #isWellFormed} tells whether it can be a token. Its text form shows nothing.
 */
public final class BotToken {

  private static final Pattern SHAPE = Pattern.compile("[0-9]{1,18}:[A-Za-z0-9_-]{20,}");

  private final String secret;

  private BotToken(String secret) {
    this.secret = secret;
  }

  /** The conversion that configuration properties use. */
  public static BotToken valueOf(String secret) {
    return new BotToken(secret.strip());
  }

  boolean isEmpty() {
    return secret.isEmpty();
  }

  boolean isWellFormed() {
    return SHAPE.matcher(secret).matches();
  }

  /** The public part: the bot's own id. */
  public long botId() {
    return Long.parseLong(secret.substring(0, secret.indexOf(':')));
  }

  /** For the address of a request, and for nothing else. */
  String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "BotToken[***]";
  }
}
