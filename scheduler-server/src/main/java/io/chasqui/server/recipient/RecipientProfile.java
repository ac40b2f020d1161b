package io.chasqui.server.recipient;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What callers say of a recipient; every value was checked when it was said, so texts that were
 * stored under the rules of their time can be shown for ever.
 *
 * @param externalId the caller's own key
 * @param name one line
 * @param email as it was written
 * @param phone E.164
 * @param telegramChatId the chat's number, or {@code @name} of a channel
 * @param locale BCP 47
 * @param timeZone IANA name or offset, as {@link TimeZones} reads it
 * @param tags without duplicates
 * @param givenOperatorCode null: it is that of the phone
 * @param attributes as JSON has them
 */
public record RecipientProfile(
    @Nullable String externalId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String telegramChatId,
    @Nullable String locale,
    @Nullable String timeZone,
    List<String> tags,
    @Nullable String givenOperatorCode,
    Map<String, @Nullable Object> attributes) {

  /** A country that gives each operator numbers of its own: three digits after its code. */
  private static final Pattern WITH_OPERATOR = Pattern.compile("\\+7([0-9]{3})[0-9]{7}");

  static final int MOST_TAGS = 50;

  /** Of whom nothing is known. */
  public static final RecipientProfile EMPTY =
      new RecipientProfile(null, null, null, null, null, null, null, List.of(), null, Map.of());

  public RecipientProfile {
    tags = List.copyOf(tags);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The code that was given, or else that of the phone; null: neither. */
  public @Nullable String operatorCode() {
    return givenOperatorCode == null ? operatorOf(phone) : givenOperatorCode;
  }

  /**
   * With what another says in place of what this does; of what the other does not say this is kept,
   * and of attributes those that the other does not name.
   */
  public RecipientProfile changedBy(RecipientProfile other) {
    Map<String, @Nullable Object> united = new LinkedHashMap<>(attributes);
    united.putAll(other.attributes);
    return new RecipientProfile(
        or(other.externalId, externalId),
        or(other.name, name),
        or(other.email, email),
        or(other.phone, phone),
        or(other.telegramChatId, telegramChatId),
        or(other.locale, locale),
        or(other.timeZone, timeZone),
        other.tags.isEmpty() ? tags : other.tags,
        other.givenOperatorCode == null && other.phone == null
            ? givenOperatorCode
            : other.givenOperatorCode,
        united);
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  /** In this language and zone; null stands for none. */
  public RecipientProfile speaking(@Nullable String language, @Nullable String zone) {
    return new RecipientProfile(
        externalId,
        name,
        email,
        phone,
        telegramChatId,
        language,
        zone,
        tags,
        givenOperatorCode,
        attributes);
  }

  /**
   * With addresses of another where this has none, and the tags of both. A code that was given goes
   * with the phone that it was given for.
   *
   * @throws InvalidRequest when they have too many tags together
   */
  RecipientProfile with(RecipientProfile other) {
    List<String> united = Stream.concat(tags.stream(), other.tags.stream()).distinct().toList();
    if (united.size() > MOST_TAGS) {
      throw new InvalidRequest(new FieldProblem("tags", "field.tooManyTags", MOST_TAGS));
    }
    boolean takesPhone = phone == null && other.phone != null;
    return new RecipientProfile(
        externalId,
        name,
        email == null ? other.email : email,
        phone == null ? other.phone : phone,
        telegramChatId == null ? other.telegramChatId : telegramChatId,
        locale,
        timeZone,
        united,
        takesPhone && givenOperatorCode == null ? other.givenOperatorCode : givenOperatorCode,
        attributes);
  }

  private static @Nullable String operatorOf(@Nullable String phone) {
    Matcher number = WITH_OPERATOR.matcher(phone == null ? "" : phone);
    return number.matches() ? number.group(1) : null;
  }

  /** Nothing of the person. */
  @Override
  public String toString() {
    return "RecipientProfile[***]";
  }
}
