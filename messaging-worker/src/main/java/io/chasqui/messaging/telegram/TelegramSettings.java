package io.chasqui.messaging.telegram;

import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the bot reaches Telegram.
 *
 * @param apiBaseUrl the Bot API, http(s), also a self-hosted one; without the token. See
 *     docs/telegram.md
 * @param botToken the secret that {@code @BotFather} gives; unset: this worker leaves Telegram to
 *     others. All workers of one installation have the same
 * @param retrySchedule waits after temporary failures, each up to a fifth longer by chance; then
 *     the delivery fails
 * @param connectTimeout for one connection to the Bot API
 * @param requestTimeout for one whole request, upload and answer included, 100ms to 60m; raise it
 *     for large reports on a slow line
 * @param leaseMargin how much longer than four requests a worker holds a delivery, for reading the
 *     report and for the database; at least 1s
 * @param channelFaultPause how long the bot is paused, in all workers, after a fault that names no
 *     time: a token that Telegram does not know, or an address that is not the Bot API. Deliveries
 *     wait and lose no attempt
 * @param unknownResendAfter when a message that may have arrived is sent once more, only where its
 *     request says {@code onUnknown=resend}; others stay {@code UNCERTAIN} until a person decides
 * @param maxDocumentSize the largest report that is sent; Telegram's own limit is 50 MB, a
 *     self-hosted Bot API server in {@code --local} mode takes up to 2000 MB
 * @param rate messages a second that all workers together give to the bot, more than 0; Telegram
 *     allows about 30 to different chats. What is over it waits, and loses no attempt
 * @param ratePerChat messages a second that one worker sends into one chat, more than 0; Telegram
 *     allows about one. What is over it waits, and loses no attempt
 * @param polling the conversation with people who open the bot
 */
@Validated
@ConfigurationProperties("chasqui.telegram")
public record TelegramSettings(
    @DefaultValue("https://api.telegram.org") @NotNull URI apiBaseUrl,
    @Nullable BotToken botToken,
    @DefaultValue({"5s", "30s", "2m", "10m"}) List<@DurationMin Duration> retrySchedule,
    @DefaultValue("10s") @DurationMin(millis = 10) Duration connectTimeout,
    @DefaultValue("60s") @DurationMin(millis = 100) @DurationMax(minutes = 60)
        Duration requestTimeout,
    @DefaultValue("2m") @DurationMin(seconds = 1) Duration leaseMargin,
    @DefaultValue("1m") @DurationMin(millis = 10) Duration channelFaultPause,
    @DefaultValue("15m") @DurationMin Duration unknownResendAfter,
    @DefaultValue("50MB") DataSize maxDocumentSize,
    @DefaultValue("30") @Positive(message = "must be more than 0") double rate,
    @DefaultValue("1") @Positive(message = "must be more than 0") double ratePerChat,
    @DefaultValue @Valid Polling polling) {

  static final String TOKEN_KEY = "chasqui.telegram.bot-token";
  static final String BASE_URL_KEY = "chasqui.telegram.api-base-url";

  /**
   * Long polling for what people write to the bot.
   *
   * @param enabled whether this worker may answer people who open the bot; one at a time does.
   *     {@code false}: another program reads the bot's updates, or a webhook is set; phone numbers
   *     can then not be linked
   * @param pollTimeout how long the Bot API holds a question without news, 1s to 50s
   */
  public record Polling(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(seconds = 50)
          Duration pollTimeout) {}

  /**
   * The token.
   *
   * @throws InvalidSetting when it is missing or cannot be one; names the key, never the value
   */
  public BotToken requiredToken() {
    if (botToken == null || botToken.isEmpty()) {
      throw new InvalidSetting(
          TOKEN_KEY,
          "is not set.",
          "Make a bot with @BotFather and set CHASQUI_TELEGRAM_BOTTOKEN to its token; see"
              + " docs/telegram.md.");
    }
    if (!botToken.isWellFormed()) {
      throw new InvalidSetting(
          TOKEN_KEY,
          "is not a bot token.",
          "A token is the bot's number, a colon and at least 20 of the characters A-Z a-z 0-9 _ -;"
              + " copy it from @BotFather again.");
    }
    return botToken;
  }

  /**
   * The address, checked.
   *
   * @throws InvalidSetting when it is not an http(s) address, or holds a user, query or fragment
   */
  URI requiredBaseUrl() {
    boolean usable =
        String.valueOf(apiBaseUrl.getScheme()).matches("https?")
            && apiBaseUrl.getHost() != null
            && apiBaseUrl.getUserInfo() == null
            && apiBaseUrl.getQuery() == null
            && apiBaseUrl.getFragment() == null;
    if (!usable) {
      // Not shown: a whole method address, token included, is an easy thing to paste here.
      throw new InvalidSetting(
          BASE_URL_KEY,
          "is not a plain http(s) address.",
          "Name scheme, host and, where needed, port and path, e.g. http://localhost:8081; the"
              + " token is added by the worker.");
    }
    return apiBaseUrl;
  }
}
