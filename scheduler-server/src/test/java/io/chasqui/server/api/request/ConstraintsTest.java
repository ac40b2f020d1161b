package io.chasqui.server.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.constraint.FieldForms;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.key.CreateKeyRequest;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.problem.FieldProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintsTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "a/b",
          "..",
          "a b",
          "é報",
          "a".repeat(64),
          "a".repeat(65),
          "a".repeat(100),
          "a".repeat(101),
          "a".repeat(128),
          "a".repeat(129),
          "a".repeat(200),
          "a".repeat(201),
          "a".repeat(5_001),
          "a".repeat(50_000),
          "a".repeat(50_001),
          "a\nb",
          "a\n",
          "a\tb",
          "a\u0007b",
          "a\u2028b",
          "a\uD83Db");

  private static final ValidatorFactory engine =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory();

  @AfterAll
  static void close() {
    engine.close();
  }

  /** So that callers can check what they are about to send by the records that they have anyway. */
  @ParameterizedTest
  @MethodSource("io.chasqui.server.RequestRecords#all")
  void meanWhatTheyMeanToAnEngine(Class<?> request) {
    Validator validator = engine.getValidator();
    Constraints constraints = Constraints.of(request);
    Arrays.stream(request.getRecordComponents())
        .filter(component -> component.getType() == String.class)
        .map(RecordComponent::getName)
        .forEach(
            field ->
                TEXTS.forEach(
                    text ->
                        assertThat(constraints.firstProblem(field, text).isEmpty())
                            .as("%s.%s: %s", request.getSimpleName(), field, text)
                            .isEqualTo(validator.validateValue(request, field, text).isEmpty())));
  }

  @Test
  void sayToAnEngineWhatIsAllowed() {
    assertThat(engine.getValidator().validateValue(CreateKeyRequest.class, "name", "a b"))
        .extracting(ConstraintViolation::getMessage)
        .containsExactly("must be 1-64 characters of A-Z a-z 0-9 . _ -");
  }

  private record Line(@NotBlank @Size(max = 2) @Nullable String text) {}

  /** As the database and JSON Schema count; an engine counts UTF-16 units. */
  @Test
  void countCharacters() {
    assertThat(problem("😀😀")).isNull();
    assertThat(engine.getValidator().validateValue(Line.class, "text", "😀😀")).hasSize(1);
    assertThat(problem("😀😀😀")).isEqualTo(new FieldProblem("text", "field.tooLong", 2));
  }

  @Test
  void tellTheFirstThatIsNotKept() {
    assertThat(problem("   ")).isEqualTo(new FieldProblem("text", "field.required"));
    assertThat(problem(null)).isEqualTo(new FieldProblem("text", "field.required"));
  }

  private record Number(@Positive int number) {}

  private record Twice(@Size(max = 2) @Size(max = 3) String text) {}

  @Test
  void arePassedOverByNobody() {
    assertThatThrownBy(() -> Constraints.of(Number.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Positive");
    assertThatThrownBy(() -> Constraints.of(Twice.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Size")
        .hasMessageContaining("List(");
    assertThatThrownBy(() -> Constraints.of(Line.class).firstProblem("txt", "")).hasMessage("txt");
  }

  @Test
  void ofACorrelationIdAreItsOwn() {
    assertThat(CorrelationId.LONGEST).isEqualTo(FieldLimits.CORRELATION_ID);
    TEXTS.forEach(
        text ->
            assertThat(text.matches(FieldForms.CORRELATION_ID))
                .as(text)
                .isEqualTo(CorrelationId.isValid(text)));
  }

  private static @Nullable FieldProblem problem(@Nullable String text) {
    return Constraints.of(Line.class).firstProblem("text", text).orElse(null);
  }
}
