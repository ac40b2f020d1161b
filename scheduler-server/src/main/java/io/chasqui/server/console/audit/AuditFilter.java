package io.chasqui.server.console.audit;

import io.chasqui.contract.audit.ActResult;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.AuditQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted, as a page's form has it. What is wrong is named, and left out.
 *
 * @param actor the name of a key, the login of a person
 * @param act its word
 * @param object its kind, or kind and id with a colon between
 * @param correlationId of what it was about
 * @param result {@code DONE} or {@code REFUSED}
 * @param from the first day
 * @param to the last day
 * @param older before this entry
 */
public record AuditFilter(
    String actor,
    String act,
    String object,
    String correlationId,
    String result,
    String from,
    String to,
    String older) {

  private static final Pattern OBJECT = Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,31})(?::(.+))?");

  static AuditFilter of(Map<String, String> parameters) {
    return new AuditFilter(
        text(parameters, "actor"),
        text(parameters, "act"),
        text(parameters, "object"),
        text(parameters, "correlationId"),
        text(parameters, "result"),
        text(parameters, "from"),
        text(parameters, "to"),
        text(parameters, "older"));
  }

  private static String text(Map<String, String> parameters, String name) {
    return parameters.getOrDefault(name, "").strip();
  }

  /** The names of those that are wrong. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    addUnless(act.isEmpty() || Act.isWord(act), "act", faults);
    addUnless(object.isEmpty() || OBJECT.matcher(object).matches(), "object", faults);
    addUnless(result.isEmpty() || wantedResult() != null, "result", faults);
    addUnless(from.isEmpty() || day(from).isPresent(), "from", faults);
    addUnless(to.isEmpty() || day(to).isPresent(), "to", faults);
    addUnless(older.isEmpty() || CanonicalUuid.parse(older).isPresent(), "older", faults);
    return faults;
  }

  private static void addUnless(boolean isRight, String name, List<String> faults) {
    if (!isRight) {
      faults.add(name);
    }
  }

  /**
   * What is right of it, as a query.
   *
   * @param zone whose days these are
   * @param behind the end of the page before; null: as the filter says
   */
  AuditQuery query(ZoneId zone, @Nullable UUID behind, int limit) {
    Matcher kindAndId = OBJECT.matcher(object);
    boolean isObject = kindAndId.matches();
    return new AuditQuery(
        orNull(actor),
        Act.isWord(act) ? act : null,
        isObject ? kindAndId.group(1).toUpperCase(Locale.ROOT) : null,
        isObject ? kindAndId.group(2) : null,
        orNull(correlationId),
        wantedResult(),
        day(from).map(day -> begin(day, zone)).orElse(null),
        day(to).map(day -> begin(day.plusDays(1), zone)).orElse(null),
        behind == null ? CanonicalUuid.parse(older).orElse(null) : behind,
        limit);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private @Nullable ActResult wantedResult() {
    for (ActResult one : ActResult.values()) {
      if (one.name().equals(result)) {
        return one;
      }
    }
    return null;
  }

  private static Instant begin(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** Of years that PostgreSQL and ids know. */
  private static Optional<LocalDate> day(String written) {
    try {
      return Optional.of(LocalDate.parse(written)).filter(day -> day.getYear() < 10_000);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Those that are given, but for the place in the list; by their names. */
  public Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("actor", actor);
    given.put("act", act);
    given.put("object", object);
    given.put("correlationId", correlationId);
    given.put("result", result);
    given.put("from", from);
    given.put("to", to);
    given.values().removeIf(String::isEmpty);
    return given;
  }

  /** The page with those behind an entry. */
  String pathBehind(@Nullable String last) {
    Map<String, String> all = new LinkedHashMap<>(given());
    if (last != null) {
      all.put("older", last);
    }
    StringBuilder path = new StringBuilder(AuditSection.PATH);
    char before = '?';
    for (Map.Entry<String, String> one : all.entrySet()) {
      String value = URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8);
      path.append(before).append(one.getKey()).append('=').append(value);
      before = '&';
    }
    return path.toString();
  }
}
