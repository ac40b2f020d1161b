package io.chasqui.server.console;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed into a form, and what is wrong with it: a form that is refused is shown again
 * with both. It may have recipients and texts, so its text form tells nothing of it.
 */
public final class Typed {

  /** A form that nobody has filled in. */
  public static final Typed NOTHING = new Typed(Map.of(), Map.of());

  private final Map<String, List<String>> values;

  /** By the name of a field what is wrong with it, as the person reads it. */
  private final Map<String, String> faults;

  private Typed(Map<String, List<String>> values, Map<String, String> faults) {
    this.values = values;
    this.faults = faults;
  }

  /** What a form was sent with. */
  public static Typed of(HttpServletRequest request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, given) -> values.put(name, Arrays.stream(given).toList()));
    return new Typed(values, Map.of());
  }

  /** A form that is filled in with what there is. */
  public static Typed of(Map<String, List<String>> values) {
    return new Typed(new LinkedHashMap<>(values), Map.of());
  }

  /** The same, with what is wrong with one field; what was said of it first stays. */
  public Typed wrong(String field, String text) {
    Map<String, String> more = new LinkedHashMap<>(faults);
    more.putIfAbsent(field, text);
    return new Typed(values, more);
  }

  /** The same, with one more fault. */
  public Typed wrong(FieldProblem problem, Words words) {
    return wrong(problem.field(), words.text(problem.messageKey(), problem.arguments().toArray()));
  }

  /** The same, with all that is wrong. */
  public Typed wrong(InvalidRequest refused, Words words) {
    Typed wrong = this;
    for (FieldProblem problem : refused.problems()) {
      wrong = wrong.wrong(problem, words);
    }
    return wrong;
  }

  /** Without the blanks around it; empty: nothing was typed. */
  public String value(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.get(0).strip();
  }

  /** As it was typed, with its lines; empty: nothing was. */
  public String text(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.get(0).replace("\r\n", "\n");
  }

  /** All values of a field that may have several. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether one of the values of a field is this. */
  public boolean has(String name, String value) {
    return all(name).contains(value);
  }

  /** What is wrong with a field; null: nothing. */
  public @Nullable String fault(String field) {
    return faults.get(field);
  }

  /** What is wrong, by the names of fields. */
  public Map<String, String> faults() {
    return faults;
  }

  /** Whether anything is. */
  public boolean isWrong() {
    return !faults.isEmpty();
  }

  @Override
  public String toString() {
    return "Typed[***]";
  }
}
