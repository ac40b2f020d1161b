package io.chasqui.contract.recipient;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a recipient, a merge patch (RFC 7396): an absent field stays as it is, null
 * empties it, any other value takes its place; of {@code attributes} the same holds for each
 * member. What the fields may hold is as in {@link RecipientRequest}.
 *
 * @param externalId the caller's own key
 * @param name one line
 * @param email one address
 * @param phone international form
 * @param telegramChatId the chat's number, or {@code @name} of a channel
 * @param locale BCP 47
 * @param timeZone IANA name or offset
 * @param tags all of them
 * @param operatorCode null: of the phone again
 * @param attributes members that change
 */
public record RecipientPatch(
    @Nullable JsonNode externalId,
    @Nullable JsonNode name,
    @Nullable JsonNode email,
    @Nullable JsonNode phone,
    @Nullable JsonNode telegramChatId,
    @Nullable JsonNode locale,
    @Nullable JsonNode timeZone,
    @Nullable JsonNode tags,
    @Nullable JsonNode operatorCode,
    @Nullable JsonNode attributes) {

  @Override
  public String toString() {
    return "RecipientPatch[***]";
  }
}
