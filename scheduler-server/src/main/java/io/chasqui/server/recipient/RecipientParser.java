package io.chasqui.server.recipient;

import io.chasqui.contract.constraint.Characters;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.recipient.RecipientRequest;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.TextCut;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what callers write of recipients into profiles, or into problems of its fields. */
@Component
public class RecipientParser {

  /** As what a wrong phone or chat reads. */
  private static final PhoneNumber NO_PHONE = new PhoneNumber("+12015550123");

  private static final TelegramChat NO_CHAT = new TelegramChat("0");

  private final PhoneNumbers phoneNumbers;
  private final TimeZones timeZones;

  RecipientParser(PhoneNumbers phoneNumbers, TimeZones timeZones) {
    this.phoneNumbers = phoneNumbers;
    this.timeZones = timeZones;
  }

  /**
   * Reads all fields but the id.
   *
   * @param fields of the request; gets what is wrong with it
   */
  public RecipientProfile profile(Fields fields, RecipientRequest request) {
    return new RecipientProfile(
        text(fields, "externalId", request.externalId()),
        text(fields, "name", request.name()),
        email(fields, request.email()),
        phone(fields, request.phone()),
        chat(fields, request.telegramChatId()),
        locale(fields, "locale", request.locale()),
        timeZone(fields, "timeZone", request.timeZone()),
        tags(fields, request.tags()),
        text(fields, "operatorCode", request.operatorCode()),
        attributes(fields, request.attributes()));
  }

  /** BCP 47, in the case that it recommends; null when there is none. */
  public @Nullable String locale(Fields fields, String field, @Nullable String written) {
    String value = text(fields, field, written);
    if (value == null) {
      return null;
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(value).build();
      if (!locale.getLanguage().isEmpty()) {
        return locale.toLanguageTag();
      }
    } catch (IllformedLocaleException e) {
      // Told below, as is one without a language.
    }
    fields.problem(field, "field.locale");
    return null;
  }

  /** An IANA name or an offset; null when there is none. */
  public @Nullable String timeZone(Fields fields, String field, @Nullable String written) {
    String value = text(fields, field, written);
    if (value != null && !timeZones.isZone(value)) {
      fields.problem(field, "field.timeZone");
      return null;
    }
    return value;
  }

  private static @Nullable String text(Fields fields, String field, @Nullable String written) {
    return fields.text(field, Text.orNull(written)).map(String::strip).orElse(null);
  }

  private static @Nullable String email(Fields fields, @Nullable String written) {
    return Text.orNull(written) == null ? null : fields.emailAddress("email", written).value();
  }

  private @Nullable String phone(Fields fields, @Nullable String written) {
    String value = Text.orNull(written);
    return value == null
        ? null
        : fields.recipient("phone", phoneNumbers.read(value), NO_PHONE).value();
  }

  private static @Nullable String chat(Fields fields, @Nullable String written) {
    String value = Text.orNull(written);
    return value == null
        ? null
        : fields.recipient("telegramChatId", TelegramChat.read(value.strip()), NO_CHAT).value();
  }

  private static List<String> tags(Fields fields, @Nullable List<@Nullable String> written) {
    if (written == null) {
      return List.of();
    }
    List<String> tags = new ArrayList<>();
    for (String tag : written) {
      Optional<String> good = tag(tag);
      if (good.isEmpty()) {
        fields.problem("tags", "field.tag", FieldLimits.TAG);
        return List.of();
      }
      if (!tags.contains(good.get())) {
        tags.add(good.get());
      }
    }
    if (tags.size() > RecipientProfile.MOST_TAGS) {
      fields.problem("tags", "field.tooManyTags", RecipientProfile.MOST_TAGS);
      return List.of();
    }
    return tags;
  }

  private static Optional<String> tag(@Nullable String written) {
    return Optional.ofNullable(written)
        .filter(tag -> Characters.findUnfitForOneLine(tag).isEmpty())
        .map(String::strip)
        .filter(tag -> !tag.isEmpty() && TextCut.length(tag) <= FieldLimits.TAG);
  }

  private static Map<String, @Nullable Object> attributes(
      Fields fields, @Nullable Map<String, @Nullable Object> written) {
    if (written == null) {
      return Map.of();
    }
    Optional<String> fault = Attributes.fault(written);
    fault.ifPresent(key -> fields.problem("attributes", key, Attributes.limitOf(key)));
    return fault.isPresent() ? Map.of() : written;
  }
}
