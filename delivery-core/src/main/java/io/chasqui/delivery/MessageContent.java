package io.chasqui.delivery;

import io.chasqui.platform.Digests;
import io.chasqui.platform.TimeUuid;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What deliveries say, as it goes out: rendered when they are stored. Deliveries that say the same
 * share one. Its text form is masked.
 *
 * @param id a fresh one
 * @param subject of an e-mail, at most 200 characters; null: none
 * @param text plain, at most 50,000 characters; null: none
 * @param html of an e-mail, at most 256 KB of UTF-8; null: none
 * @param push the JSON of a push message, byte by byte, at most 3,800; null: none
 * @param webhook the JSON of a webhook, byte by byte, at most 320 KB; null: none
 * @param personal whether it names or tells of a person: then it is erased with the last delivery
 *     that says it
 */
public record MessageContent(
    UUID id,
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable String push,
    @Nullable String webhook,
    boolean personal) {

  /** Bytes of UTF-8. */
  public static final int LARGEST_PUSH = 3_800;

  /** Stands in no text that PostgreSQL keeps, so parts cannot be told in two ways. */
  private static final String BETWEEN_PARTS = "\0";

  /**
   * @throws IllegalArgumentException when it says nothing, or too long a push message; of the rest
   *     the database refuses what is too long
   */
  public MessageContent {
    if (text == null && html == null && push == null && webhook == null) {
      throw new IllegalArgumentException("a content says something");
    }
    if (push != null && bytes(push) > LARGEST_PUSH) {
      throw new IllegalArgumentException("a push message has at most 3,800 bytes");
    }
  }

  /** A push message alone, for one person. */
  public static MessageContent ofPush(String json) {
    return new MessageContent(TimeUuid.fresh(), null, null, null, json, null, true);
  }

  /** A webhook alone, for one receiver. */
  public static MessageContent ofWebhook(String json) {
    return new MessageContent(TimeUuid.fresh(), null, null, null, null, json, true);
  }

  /** The same with that done to each part but the subject. */
  public MessageContent with(UnaryOperator<String> change) {
    return new MessageContent(
        id,
        subject,
        changed(text, change),
        changed(html, change),
        changed(push, change),
        changed(webhook, change),
        personal);
  }

  private static @Nullable String changed(@Nullable String part, UnaryOperator<String> change) {
    return part == null ? null : change.apply(part);
  }

  /**
   * The SHA-256 of its five parts in their order, in UTF-8, with a zero byte between each and the
   * next; a part that is absent is empty. 64 hexadecimal digits.
   */
  public String sha256() {
    String said =
        Stream.of(subject, text, html, push, webhook)
            .map(part -> part == null ? "" : part)
            .collect(Collectors.joining(BETWEEN_PARTS));
    return Digests.sha256Hex(said);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return "MessageContent[" + id + "]";
  }
}
