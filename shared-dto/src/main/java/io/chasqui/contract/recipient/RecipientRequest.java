package io.chasqui.contract.recipient;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.chasqui.contract.constraint.ChatIdDeserializer;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recipient as a caller writes it. Values are as they were written; the server checks them and
 * answers with every field that is wrong. A field that is absent, null or blank is empty.
 *
 * @param id a UUID; default: one that is made
 * @param externalId the caller's own key, 1-128 characters; no two recipients have the same
 * @param name one line of at most 200 characters
 * @param email one address, docs/addresses.md
 * @param phone international form, docs/addresses.md
 * @param telegramChatId the chat's number, or {@code @name} of a channel; not needed where the
 *     phone's owner has shared it with the bot
 * @param locale language and what else BCP 47 knows, {@code pt-BR}, at most 35 characters
 * @param timeZone IANA name, {@code America/Lima}, or offset from UTC, {@code +03:00}
 * @param tags at most 50 of 1-64 characters each
 * @param operatorCode of the phone's network, at most 16 characters; default: of a number of +7 its
 *     three digits after the 7, and again with each new phone
 * @param attributes whatever else is known, a JSON object of at most 16 KB, at most 4 levels deep
 */
public record RecipientRequest(
    @Nullable String id,
    @Size(max = FieldLimits.EXTERNAL_ID) @OneLine @Nullable String externalId,
    @Size(max = FieldLimits.RECIPIENT_NAME) @OneLine @Nullable String name,
    @Size(max = FieldLimits.EMAIL_ADDRESS) @Nullable String email,
    @Nullable String phone,
    @JsonDeserialize(using = ChatIdDeserializer.class) @Nullable String telegramChatId,
    @Size(max = FieldLimits.LOCALE) @Nullable String locale,
    @Size(max = FieldLimits.TIME_ZONE) @Nullable String timeZone,
    @Nullable List<@Nullable String> tags,
    @Size(max = FieldLimits.OPERATOR_CODE) @OneLine @Nullable String operatorCode,
    @Nullable Map<String, @Nullable Object> attributes) {

  @Override
  public String toString() {
    return "RecipientRequest[***]";
  }
}
