package io.chasqui.server.api.request;

import io.chasqui.contract.constraint.Characters;
import io.chasqui.contract.constraint.OneLine;
import io.chasqui.contract.constraint.PlainText;
import io.chasqui.platform.TextCut;
import io.chasqui.server.api.problem.FieldProblem;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The constraints that the record of a request declares of its fields, by annotations of Jakarta
 * Validation. They are read once for each record and looked at here, by no engine: docs/adr/0022
 * has the measurements.
 */
final class Constraints {

  /** In this order: of what is wrong with a field the first is told. */
  private static final List<Class<? extends Annotation>> KNOWN =
      List.of(NotBlank.class, Pattern.class, Size.class, OneLine.class, PlainText.class);

  private static final ClassValue<Map<String, List<Declared>>> OF_RECORDS =
      new ClassValue<>() {
        @Override
        protected Map<String, List<Declared>> computeValue(Class<?> request) {
          return read(request);
        }
      };

  private final Map<String, List<Declared>> byField;

  private Constraints(Map<String, List<Declared>> byField) {
    this.byField = byField;
  }

  /**
   * @throws IllegalStateException when a field has a constraint that would not be looked at
   */
  static Constraints of(Class<?> request) {
    return new Constraints(OF_RECORDS.get(request));
  }

  /**
   * What is wrong with the value of a field; empty: nothing, as far as its constraints say.
   *
   * @throws NullPointerException when the record has no such field
   */
  Optional<FieldProblem> firstProblem(String field, @Nullable String value) {
    for (Declared constraint : Objects.requireNonNull(byField.get(field), field)) {
      Optional<FieldProblem> problem = constraint.problem(field, value);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** One constraint of one field. */
  private interface Declared {

    Optional<FieldProblem> problem(String field, @Nullable String value);
  }

  private static Map<String, List<Declared>> read(Class<?> request) {
    Map<String, List<Declared>> byField = new HashMap<>();
    for (Field field : request.getDeclaredFields()) {
      List<Declared> declared =
          Arrays.stream(field.getAnnotations())
              .filter(one -> isConstraint(one.annotationType()))
              .sorted(Comparator.comparing(one -> KNOWN.indexOf(one.annotationType())))
              .map(Constraints::declared)
              .toList();
      byField.put(field.getName(), declared);
    }
    return byField;
  }

  /** Or several of a kind, which the compiler puts into {@code @Size.List}. */
  private static boolean isConstraint(Class<?> annotation) {
    Class<?> outer = annotation.getEnclosingClass();
    return annotation.isAnnotationPresent(Constraint.class)
        || outer != null && outer.isAnnotationPresent(Constraint.class);
  }

  private static Declared declared(Annotation constraint) {
    if (constraint instanceof NotBlank) {
      return Constraints::required;
    }
    if (constraint instanceof Pattern form && form.flags().length == 0) {
      return form(form);
    }
    if (constraint instanceof Size size && size.min() == 0) {
      return atMost(size.max());
    }
    if (constraint instanceof OneLine) {
      return characters(Characters::findUnfitForOneLine, "field.controlCharacter");
    }
    if (constraint instanceof PlainText) {
      return characters(Characters::findUnfitForPlainText, "field.controlCharacterInText");
    }
    throw new IllegalStateException("nobody looks at " + constraint);
  }

  private static Optional<FieldProblem> required(String field, @Nullable String value) {
    return value == null || value.isBlank()
        ? Optional.of(new FieldProblem(field, "field.required"))
        : Optional.empty();
  }

  /** The constraint's message is a key in braces. */
  private static Declared form(Pattern constraint) {
    java.util.regex.Pattern form = java.util.regex.Pattern.compile(constraint.regexp());
    String key = constraint.message().replaceAll("[{}]", "");
    return (field, value) ->
        value == null || form.matcher(value).matches()
            ? Optional.empty()
            : Optional.of(new FieldProblem(field, key));
  }

  /** In characters, where an engine counts UTF-16 units. */
  private static Declared atMost(int max) {
    return (field, value) ->
        value == null || TextCut.length(value) <= max
            ? Optional.empty()
            : Optional.of(new FieldProblem(field, "field.tooLong", max));
  }

  private static Declared characters(Function<String, OptionalInt> findUnfit, String key) {
    return (field, value) -> {
      OptionalInt unfit = value == null ? OptionalInt.empty() : findUnfit.apply(value);
      return unfit.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new FieldProblem(
                  field,
                  Characters.isHalf(unfit.getAsInt()) ? "field.halfCharacter" : key,
                  Characters.nameOf(unfit.getAsInt())));
    };
  }
}
