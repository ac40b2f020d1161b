package io.chasqui.contract.recipient;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recipient of the directory.
 *
 * @param id names it
 * @param externalId the caller's own key
 * @param name as it was written
 * @param email as it was written
 * @param emailAscii the address that is used, where that is another one: its domain is in ASCII
 * @param phone E.164
 * @param telegramChatId as it was given
 * @param telegramLinked whether the phone's owner has shared it with a bot, so that Telegram
 *     messages arrive without a telegramChatId
 * @param pushSubscriptions ids of the browsers that take push messages, the oldest first
 * @param locale BCP 47
 * @param timeZone IANA name or offset
 * @param tags in the order in which they were written
 * @param operatorCode of the phone's network
 * @param operatorCodeGiven whether the code was given; else it is of the phone
 * @param attributes whatever else is known
 * @param version rises with each change of the recipient or of its preferences; the ETag
 * @param createdAt when it was made
 * @param updatedAt when it was changed last
 */
public record RecipientView(
    UUID id,
    @Nullable String externalId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String emailAscii,
    @Nullable String phone,
    @Nullable String telegramChatId,
    boolean telegramLinked,
    List<UUID> pushSubscriptions,
    @Nullable String locale,
    @Nullable String timeZone,
    List<String> tags,
    @Nullable String operatorCode,
    boolean operatorCodeGiven,
    Map<String, @Nullable Object> attributes,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public RecipientView {
    pushSubscriptions = List.copyOf(pushSubscriptions);
    tags = List.copyOf(tags);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Nothing of the person. */
  @Override
  public String toString() {
    return "RecipientView[" + id + "]";
  }
}
