package io.chasqui.contract.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * One line: no control characters and no line breaks of any kind, nor half a character. Null is
 * valid.
 */
@Documented
@Constraint(validatedBy = OneLine.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface OneLine {

  /** Jakarta Validation asks for it: what is said of a value that breaks the rule. */
  String message() default "must be one line without control characters";

  /** Jakarta Validation asks for it; there are no groups here. */
  Class<?>[] groups() default {};

  /** Jakarta Validation asks for it; nothing is attached to the rule. */
  Class<? extends Payload>[] payload() default {};

  /** For engines; the server looks for itself, to say which character it was. */
  final class Validator implements ConstraintValidator<OneLine, String> {

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      return value == null || Characters.findUnfitForOneLine(value).isEmpty();
    }
  }
}
