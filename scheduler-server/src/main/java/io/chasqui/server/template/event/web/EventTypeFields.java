package io.chasqui.server.template.event.web;

import com.fasterxml.jackson.core.JsonPointer;
import io.chasqui.contract.constraint.FieldForms;
import io.chasqui.contract.template.EventTypeRules;
import io.chasqui.contract.template.EventTypeRules.EventInput;
import io.chasqui.contract.template.EventTypeRules.VariableRules;
import io.chasqui.platform.IsoDuration;
import io.chasqui.server.api.request.ChannelWords;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Words;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.recipient.category.Category;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.Variable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is to hold for events of a type. */
@Component
class EventTypeFields {

  /** As many names as data may have. */
  private static final int MOST_VARIABLES = 200;

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final int LONGEST_VALUE = 32 * 1024;
  private static final int LONGEST_POINTER = 200;
  private static final Duration DEFAULT = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final RecipientParser parser;

  EventTypeFields(RecipientParser parser) {
    this.parser = parser;
  }

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  EventType read(String name, Written<EventTypeRules> written) {
    Fields fields = new Fields(written);
    EventTypeRules rules = written.request();
    if (!EventType.isName(name)) {
      fields.problem("event", "field.event");
    }
    List<@Nullable String> channels = rules.channels() == null ? List.of() : rules.channels();
    EventType type =
        new EventType(
            name,
            1,
            category(fields, rules.category()),
            List.copyOf(ChannelWords.read(fields, "channels", channels)),
            Words.read(fields, "strategy", rules.strategy(), EventType.Strategy.FIRST),
            Words.read(fields, "quietHours", rules.quietHours(), EventType.InQuietHours.HOLD),
            duration(fields, "ttl", rules.ttl()),
            duration(fields, "window", rules.window()),
            Words.read(fields, "idempotency", rules.idempotency(), EventType.IdempotentBy.KEY),
            variables(fields, rules.variables()),
            rules.input() == null ? null : input(fields, rules.input()),
            parser.locale(fields, "defaultLocale", rules.defaultLocale()));
    fields.requireValid(null);
    return type;
  }

  private static String category(Fields fields, @Nullable String written) {
    String category = Text.orNull(written);
    if (category != null && !category.matches(FieldForms.CATEGORY)) {
      fields.problem("category", "field.category");
    }
    return category == null ? Category.GENERAL : category;
  }

  private static Duration duration(Fields fields, String field, @Nullable String written) {
    String text = Text.orNull(written);
    if (text == null) {
      return DEFAULT;
    }
    Optional<Duration> duration = IsoDuration.parse(text);
    if (duration.isEmpty()) {
      fields.problem(field, "field.duration");
    } else if (duration.get().compareTo(SHORTEST) < 0 || duration.get().compareTo(LONGEST) > 0) {
      fields.problem(field, "field.eventDuration");
    }
    return Duration.ofSeconds(duration.orElse(DEFAULT).toSeconds());
  }

  private static Map<String, Variable> variables(
      Fields fields, @Nullable Map<String, @Nullable VariableRules> written) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    if (written == null) {
      return variables;
    }
    if (written.size() > MOST_VARIABLES) {
      fields.problem("variables", "field.tooManyVariables", MOST_VARIABLES);
      return variables;
    }
    written.forEach(
        (name, rules) -> {
          if (VARIABLE.matcher(name).matches()) {
            variables.put(name, variable(fields, "variables." + name, rules));
          } else {
            fields.problem("variables", "field.variable");
          }
        });
    return variables;
  }

  private static Variable variable(Fields fields, String field, @Nullable VariableRules rules) {
    if (rules == null) {
      return new Variable(Variable.Type.STRING, false, null, false);
    }
    Integer longest = rules.maxLength();
    if (longest != null && (longest < 1 || longest > LONGEST_VALUE)) {
      fields.problem(field + ".maxLength", "field.number", 1, LONGEST_VALUE);
    }
    return new Variable(
        Words.read(fields, field + ".type", rules.type(), Variable.Type.STRING),
        Boolean.TRUE.equals(rules.required()),
        longest,
        Boolean.TRUE.equals(rules.pii()));
  }

  private static EventType.Input input(Fields fields, EventInput written) {
    return new EventType.Input(
        pointer(fields, "input.recipient", written.recipient()),
        pointer(fields, "input.businessKey", written.businessKey()),
        pointer(fields, "input.data", written.data()),
        pointer(fields, "input.occurredAt", written.occurredAt()));
  }

  /** An empty one is the whole message. */
  private static @Nullable String pointer(Fields fields, String field, @Nullable String written) {
    if (written == null) {
      return null;
    }
    try {
      if (written.length() <= LONGEST_POINTER) {
        return JsonPointer.compile(written).toString();
      }
    } catch (IllegalArgumentException e) {
      // Told below, as is one that is too long.
    }
    fields.problem(field, "field.pointer", LONGEST_POINTER);
    return null;
  }
}
