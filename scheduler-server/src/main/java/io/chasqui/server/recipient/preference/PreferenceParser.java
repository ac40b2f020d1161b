package io.chasqui.server.recipient.preference;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.recipient.PreferenceChanges;
import io.chasqui.contract.recipient.PreferenceChanges.CategoryChange;
import io.chasqui.contract.recipient.PreferenceChanges.QuietHoursChange;
import io.chasqui.delivery.QuietHours;
import io.chasqui.server.api.request.ChannelWords;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.recipient.RecipientProfile;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody wants from now on, and applies it to what is known. */
@Component
public class PreferenceParser {

  private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9._:/-]{1,300}");

  /** Said of it in one request. */
  private static final int MOST_CATEGORIES = 200;

  private final RecipientParser parser;

  PreferenceParser(RecipientParser parser) {
    this.parser = parser;
  }

  /**
   * What is to be, of what is known.
   *
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  public KnownPreferences applied(Written<PreferenceChanges> written, KnownPreferences known) {
    Fields fields = new Fields(written);
    PreferenceChanges changes = written.request();
    Preferences before = known.preferences();
    Preferences after =
        new Preferences(
            disabled(changes, before.disabled()),
            changes.blockedChannels() == null
                ? before.blocked()
                : ChannelWords.read(fields, "blockedChannels", changes.blockedChannels()),
            changes.channelOrder() == null
                ? before.order()
                : List.copyOf(ChannelWords.read(fields, "channelOrder", changes.channelOrder())),
            categories(fields, changes.categories(), before.categories()),
            quietHours(fields, changes.quietHours(), before.quietHours()));
    String locale = parser.locale(fields, "language", changes.language());
    String zone = parser.timeZone(fields, "timeZone", changes.timeZone());
    fields.requireValid(null);
    RecipientProfile profile = known.recipient().profile();
    return new KnownPreferences(
        known
            .recipient()
            .with(
                profile.speaking(
                    changes.language() == null ? profile.locale() : locale,
                    changes.timeZone() == null ? profile.timeZone() : zone)),
        after,
        known.isNew());
  }

  /** The categories of which a request says that they are wanted. */
  public static Set<String> wanted(PreferenceChanges changes) {
    if (changes.categories() == null) {
      return Set.of();
    }
    return changes.categories().entrySet().stream()
        .filter(said -> said.getValue() != null)
        .filter(said -> Boolean.TRUE.equals(said.getValue().enabled()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<Channel> disabled(PreferenceChanges changes, Set<Channel> before) {
    Set<Channel> disabled = EnumSet.noneOf(Channel.class);
    disabled.addAll(before);
    enable(disabled, Channel.EMAIL, changes.emailEnabled());
    enable(disabled, Channel.SMS, changes.smsEnabled());
    enable(disabled, Channel.PUSH, changes.pushEnabled());
    enable(disabled, Channel.TELEGRAM, changes.telegramEnabled());
    enable(disabled, Channel.WEBHOOK, changes.webhookEnabled());
    return disabled;
  }

  private static void enable(Set<Channel> disabled, Channel channel, @Nullable Boolean enabled) {
    if (Boolean.TRUE.equals(enabled)) {
      disabled.remove(channel);
    } else if (Boolean.FALSE.equals(enabled)) {
      disabled.add(channel);
    }
  }

  private static Map<String, CategoryPreference> categories(
      Fields fields,
      @Nullable Map<String, @Nullable CategoryChange> changes,
      Map<String, CategoryPreference> before) {
    if (changes == null) {
      return before;
    }
    Map<String, CategoryPreference> categories = new TreeMap<>(before);
    changes.forEach((name, change) -> apply(fields, name, change, categories));
    if (categories.size() > MOST_CATEGORIES) {
      fields.problem("categories", "field.tooManyCategories", MOST_CATEGORIES);
    }
    return categories;
  }

  /** Null: nothing is said of it any more. */
  private static void apply(
      Fields fields,
      String name,
      @Nullable CategoryChange change,
      Map<String, CategoryPreference> categories) {
    if (!CATEGORY.matcher(name).matches()) {
      fields.problem("categories", "field.category");
      return;
    }
    CategoryPreference before =
        categories.getOrDefault(name, new CategoryPreference(true, List.of()));
    if (change == null) {
      categories.remove(name);
      return;
    }
    categories.put(
        name,
        new CategoryPreference(
            change.enabled() == null ? before.enabled() : change.enabled(),
            change.channels() == null
                ? before.channels()
                : List.copyOf(
                    ChannelWords.read(
                        fields, "categories." + name + ".channels", change.channels()))));
  }

  /** Without times: those of the installation again. */
  private static @Nullable OwnQuietHours quietHours(
      Fields fields, @Nullable QuietHoursChange change, @Nullable OwnQuietHours before) {
    if (change == null) {
      return before;
    }
    if (change.from() == null && change.to() == null && change.channels() == null) {
      return null;
    }
    List<@Nullable String> words = change.channels() == null ? List.of() : change.channels();
    Set<Channel> channels = ChannelWords.read(fields, "quietHours.channels", words);
    if (words.isEmpty()) {
      fields.problem("quietHours.channels", "field.required");
    }
    LocalTime from = time(fields, "quietHours.from", change.from());
    LocalTime to = time(fields, "quietHours.to", change.to());
    return new OwnQuietHours(channels, new QuietHours(from, to));
  }

  private static LocalTime time(Fields fields, String field, @Nullable String written) {
    String value = Text.orNull(written);
    if (value == null) {
      fields.problem(field, "field.required");
    } else if (!TIME.matcher(value.strip()).matches()) {
      fields.problem(field, "field.time");
    } else {
      return LocalTime.parse(value.strip());
    }
    return LocalTime.MIDNIGHT;
  }
}
