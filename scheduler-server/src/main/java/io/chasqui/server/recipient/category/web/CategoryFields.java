package io.chasqui.server.recipient.category.web;

import io.chasqui.contract.category.CategoryRules;
import io.chasqui.contract.category.CategoryRules.CapRules;
import io.chasqui.platform.IsoDuration;
import io.chasqui.server.api.request.ChannelWords;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Words;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Category;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is to hold for a category. */
final class CategoryFields {

  /** As everywhere, but for the slash, which no part of an address can have. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,300}");

  private static final int MOST = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(31);

  private CategoryFields() {}

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  static Category read(String name, Written<CategoryRules> written) {
    Fields fields = new Fields(written);
    CategoryRules rules = written.request();
    if (!NAME.matcher(name).matches()) {
      fields.problem("name", "field.categoryInPath");
    }
    Cap cap = rules.cap() == null ? null : cap(fields, rules.cap());
    fields.requireValid(null);
    return new Category(
        name,
        Boolean.TRUE.equals(rules.mandatory()),
        Boolean.TRUE.equals(rules.ignoresQuietHours()),
        cap,
        false);
  }

  private static Cap cap(Fields fields, CapRules rules) {
    int max = rules.max() == null ? 0 : rules.max();
    if (rules.max() == null) {
      fields.problem("cap.max", "field.required");
    } else if (max < 1 || max > MOST) {
      fields.problem("cap.max", "field.number", 1, MOST);
    }
    List<@Nullable String> channels = rules.channels() == null ? List.of() : rules.channels();
    return new Cap(
        max,
        per(fields, rules.per()),
        ChannelWords.read(fields, "cap.channels", channels),
        Words.read(fields, "cap.policy", rules.policy(), Cap.Policy.HOLD));
  }

  private static Duration per(Fields fields, @Nullable String written) {
    String text = Text.orNull(written);
    Optional<Duration> per = text == null ? Optional.empty() : IsoDuration.parse(text);
    if (text == null) {
      fields.problem("cap.per", "field.required");
    } else if (per.isEmpty()) {
      fields.problem("cap.per", "field.duration");
    } else if (per.get().compareTo(SHORTEST) < 0 || per.get().compareTo(LONGEST) > 0) {
      fields.problem("cap.per", "field.capPer");
    }
    return Duration.ofSeconds(per.orElse(SHORTEST).toSeconds());
  }
}
