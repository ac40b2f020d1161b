package io.chasqui.benchmarks.message;

import io.chasqui.benchmarks.load.Api;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The recipients of webhooks and push messages, who all are at one peer.
 *
 * @param peerPort the peer's on loopback
 */
public record Directory(Api api, int peerPort) {

  /** So many share a peer; each of them gets many messages. */
  private static final int RECIPIENTS = 50;

  /** The receiver's of RFC 8291's example. */
  private static final String BROWSERS_KEYS =
      """
      {"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",\
      "auth":"BTBZMqHH6r4Tts7J_aSIgg"}\
      """;

  /** Makes those of a channel known to the server; SMS needs none. Again is no different. */
  public void register(MessageChannel channel) {
    if (channel == MessageChannel.SMS) {
      return;
    }
    for (int number = 0; number < RECIPIENTS; number++) {
      String recipient = "/api/recipients/" + recipient(channel, number);
      String url = "http://127.0.0.1:%s/%s/%s".formatted(peerPort, channel.platform(), number);
      api.put(recipient, "{}");
      if (channel == MessageChannel.WEBHOOK) {
        api.put(recipient + "/webhook", "{\"url\":\"%s\"}".formatted(url));
      } else {
        api.post(
            recipient + "/push-subscriptions",
            "{\"endpoint\":\"%s\",\"keys\":%s}".formatted(url, BROWSERS_KEYS));
      }
    }
  }

  /** Whose turn it is, by the message's number. */
  UUID recipient(MessageChannel channel, int number) {
    String name = "%s %s %s".formatted(peerPort, channel, number % RECIPIENTS);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
