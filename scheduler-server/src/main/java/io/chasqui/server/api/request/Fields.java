package io.chasqui.server.api.request;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.Reading;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.TextCut;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request, and gathers what is wrong with them. After a problem a field reads
 * as a harmless value, so that all other fields are looked at too.
 */
public class Fields {

  private static final EmailAddress NOBODY = EmailAddress.of("nobody@example.invalid");

  private final List<FieldProblem> problems;

  /**
   * @param problems that are known already
   */
  public Fields(List<FieldProblem> problems) {
    this.problems = new ArrayList<>(problems);
  }

  /** Adds a problem of a field; its text is found by the key. */
  public void problem(String field, String messageKey, Object... arguments) {
    problems.add(new FieldProblem(field, messageKey, arguments));
  }

  /** How many problems there are so far. */
  protected int problems() {
    return problems.size();
  }

  /**
   * @param correlationId the request's own, if it has one
   * @throws InvalidRequest when any field was wrong
   */
  public void requireValid(@Nullable String correlationId) {
    if (!problems.isEmpty()) {
      boolean usable = correlationId != null && CorrelationId.isValid(correlationId);
      throw new InvalidRequest(problems, usable ? correlationId : null);
    }
  }

  public String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      problem(field, "field.required");
      return "";
    }
    return value;
  }

  /** One line of at most so many characters, which must be there. */
  public String requiredLine(String field, @Nullable String value, int max) {
    return line(field, required(field, value), max);
  }

  /** One line of at most so many characters; {@code fallback} when there is none. */
  public String line(String field, @Nullable String value, String fallback, int max) {
    return value == null || value.isBlank() ? fallback : line(field, value, max);
  }

  private String line(String field, String value, int max) {
    if (TextCut.length(value) > max) {
      problem(field, "field.tooLong", max);
    } else {
      Text.findControlCharacter(value)
          .ifPresent(found -> unfit(field, found, "field.controlCharacter"));
    }
    return value;
  }

  /** Plain text of at most so many characters, which must be there; may have several lines. */
  public String requiredText(String field, @Nullable String value, int max) {
    return text(field, required(field, value), max);
  }

  /** Plain text of at most so many characters; may have several lines. */
  public String text(String field, String value, int max) {
    if (TextCut.length(value) > max) {
      problem(field, "field.tooLong", max);
    } else {
      Text.findControlCharacterBesidesLineBreaks(value)
          .ifPresent(found -> unfit(field, found, "field.controlCharacterInText"));
    }
    return value;
  }

  private void unfit(String field, int codePoint, String controlCharacterKey) {
    String key = Text.isHalf(codePoint) ? "field.halfCharacter" : controlCharacterKey;
    problem(field, key, Text.nameOf(codePoint));
  }

  /** One e-mail address, without the blanks around it, which must be there. */
  public EmailAddress emailAddress(String field, @Nullable String value) {
    String given = required(field, value);
    if (given.isEmpty()) {
      return NOBODY;
    }
    if (Text.findControlCharacter(given).isPresent()) {
      problem(field, "field.email");
      return NOBODY;
    }
    return recipient(field, EmailAddress.read(given.strip()), NOBODY);
  }

  /**
   * An address that is not taken is a problem of its field.
   *
   * @param harmless what the field reads as then
   */
  public <R extends Recipient> R recipient(
      String field, Reading<? extends R> address, R harmless) {
    if (!address.isGood()) {
      problem(field, AddressTexts.keyOf(address.fault()));
    }
    return address.found().<R>map(found -> found).orElse(harmless);
  }

  /** A UUID in any case; null when there is none. */
  public @Nullable UUID uuid(String field, @Nullable String value) {
    String given = Text.orNull(value);
    Optional<UUID> uuid = given == null ? Optional.empty() : CanonicalUuid.parse(given.strip());
    if (given != null && uuid.isEmpty()) {
      problem(field, "field.uuid");
    }
    return uuid.orElse(null);
  }
}
