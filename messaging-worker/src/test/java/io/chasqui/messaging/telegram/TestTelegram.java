package io.chasqui.messaging.telegram;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.messaging.FakeBotApi;
import io.chasqui.messaging.telegram.TelegramSettings.Polling;
import io.chasqui.platform.trace.Traces;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Parts of the worker without Spring. */
public final class TestTelegram {

  private TestTelegram() {}

  public static TelegramSettings settings(String url) {
    return settings(url, Duration.ofSeconds(5));
  }

  static TelegramSettings settings(String url, Duration requestTimeout) {
    return new TelegramSettings(
        URI.create(url),
        BotToken.valueOf(FakeBotApi.TOKEN),
        List.of(Duration.ofMillis(50)),
        Duration.ofSeconds(2),
        requestTimeout,
        Duration.ofSeconds(1),
        Duration.ofMillis(300),
        Duration.ofMillis(50),
        DataSize.ofMegabytes(50),
        30,
        1,
        new Polling(true, Duration.ofSeconds(30)));
  }

  static TelegramApi api(String url, Duration requestTimeout) {
    return new TelegramApi(
        settings(url, requestTimeout), new ObjectMapper(), requestTimeout, Traces.carried());
  }

  public static Contacts contacts(JdbcClient jdbc) {
    return new Contacts(jdbc, FakeBotApi.BOT_ID);
  }

  static Document document(String fileName, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Document(fileName, content, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Document document(String text) {
    return document("report.pdf", ("%PDF-" + text).getBytes(StandardCharsets.UTF_8));
  }
}
