package io.chasqui.platform.config;

import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Names the keys whose values are out of range, as they are written, and never a value. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidSettingsAnalyzer extends AbstractFailureAnalyzer<BindValidationException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, BindValidationException cause) {
    ConfigurationPropertyName prefix = cause.getValidationErrors().getName();
    String problems =
        cause.getValidationErrors().getAllErrors().stream()
            .map(error -> key(prefix, error) + " " + error.getDefaultMessage() + ".")
            .collect(Collectors.joining(System.lineSeparator()));
    return new FailureAnalysis(
        problems,
        "Correct the setting and start again; docs/configuration.md says what each key may be.",
        cause);
  }

  private static String key(ConfigurationPropertyName prefix, ObjectError error) {
    String field = error instanceof FieldError fieldError ? fieldError.getField() : "";
    return prefix.append(ConfigurationPropertyName.adapt(kebab(field), '.')).toString();
  }

  /** {@code poolSize} as {@code pool-size}. */
  private static String kebab(String field) {
    return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
