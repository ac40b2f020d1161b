package io.chasqui.server.recipient.store;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.db.Columns;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.TimeZones;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Profiles as the columns that a statement writes, with what is computed of them. */
final class ProfileColumns {

  /** A table of the profiles, named fresh; all but what is cast has the name of its column. */
  static final String FRESH =
      """
      unnest(
        :id, :externalId, :name, :nameKey, :email, :emailKey, :emailHash, :phone, :phoneHash,
        :chat, :chatHash, :locale, :zone, :offsetSeconds, :tags, :operatorCode, :codeGiven,
        :attributes
      ) AS fresh (
        id, external_id, name, name_key, email, email_key, email_hash, phone, phone_hash,
        telegram_chat_id, telegram_hash, locale, time_zone, offset_seconds, tags, operator_code,
        operator_code_given, attributes)
      """;

  /** The columns of the table, in the order of {@link #VALUES}. */
  static final String NAMES =
      """
      external_id, name, name_key, email, email_key, email_hash, phone, phone_hash,
      telegram_chat_id, telegram_hash, locale, time_zone, utc_offset, tags, operator_code,
      operator_code_given, attributes
      """;

  /** Their values, of a row of {@link #FRESH}. */
  static final String VALUES =
      """
      fresh.external_id, fresh.name, fresh.name_key, fresh.email, fresh.email_key,
      decode(fresh.email_hash, 'hex'), fresh.phone, decode(fresh.phone_hash, 'hex'),
      fresh.telegram_chat_id, decode(fresh.telegram_hash, 'hex'), fresh.locale, fresh.time_zone,
      fresh.offset_seconds * interval '1 second',
      ARRAY (SELECT jsonb_array_elements_text(fresh.tags::jsonb)), fresh.operator_code,
      fresh.operator_code_given, fresh.attributes::jsonb
      """;

  /** Whose profile is written. */
  record Written(UUID id, RecipientProfile profile) {}

  private final AddressHashes hashes;

  ProfileColumns(AddressHashes hashes) {
    this.hashes = hashes;
  }

  SqlParameterSource of(List<Written> profiles) {
    Columns<Written> columns = new Columns<>(profiles).add("id", "uuid", Written::id);
    text(columns, "externalId", RecipientProfile::externalId);
    text(columns, "name", RecipientProfile::name);
    text(columns, "nameKey", profile -> key(profile.name()));
    text(columns, "email", RecipientProfile::email);
    text(columns, "emailKey", profile -> key(profile.email()));
    text(columns, "emailHash", profile -> emailHash(profile.email()));
    text(columns, "phone", RecipientProfile::phone);
    text(columns, "phoneHash", profile -> phoneHash(profile.phone()));
    text(columns, "chat", RecipientProfile::telegramChatId);
    text(columns, "chatHash", profile -> chatHash(profile.telegramChatId()));
    text(columns, "locale", RecipientProfile::locale);
    text(columns, "zone", profile -> isOffset(profile) ? null : profile.timeZone());
    text(columns, "tags", profile -> RecipientRows.json(profile.tags()));
    text(columns, "operatorCode", RecipientProfile::operatorCode);
    text(columns, "attributes", profile -> RecipientRows.json(profile.attributes()));
    return columns
        .add("offsetSeconds", "int4", one -> offsetSeconds(one.profile()))
        .add("codeGiven", "bool", one -> one.profile().givenOperatorCode() != null)
        .params();
  }

  private static void text(
      Columns<Written> columns, String name, Function<RecipientProfile, @Nullable String> value) {
    columns.add(name, "text", one -> value.apply(one.profile()));
  }

  private static @Nullable String key(@Nullable String text) {
    return text == null ? null : SearchKeys.of(text);
  }

  /** One that today's rules would not take is hashed as it stands there. */
  private @Nullable String emailHash(@Nullable String email) {
    return email == null
        ? null
        : EmailAddress.read(email)
            .found()
            .map(hashes::of)
            .orElseGet(() -> hashes.ofText(SearchKeys.of(email)));
  }

  private @Nullable String phoneHash(@Nullable String phone) {
    return phone == null ? null : hashes.of(new PhoneNumber(phone));
  }

  private @Nullable String chatHash(@Nullable String chat) {
    return chat == null ? null : hashes.of(new TelegramChat(chat));
  }

  private static boolean isOffset(RecipientProfile profile) {
    return profile.timeZone() != null && TimeZones.isOffset(profile.timeZone());
  }

  private static @Nullable Integer offsetSeconds(RecipientProfile profile) {
    return profile.timeZone() != null && isOffset(profile)
        ? Integer.valueOf(ZoneOffset.of(profile.timeZone()).getTotalSeconds())
        : null;
  }
}
