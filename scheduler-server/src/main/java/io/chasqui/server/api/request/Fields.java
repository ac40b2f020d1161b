package io.chasqui.server.api.request;

import io.chasqui.contract.constraint.Characters;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.Reading;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.platform.CorrelationId;
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

  private final Constraints constraints;
  private final List<FieldProblem> problems;

  /**
   * @param written with the problems that are known already
   */
  public Fields(Written<?> written) {
    this.constraints = Constraints.of(written.request().getClass());
    this.problems = new ArrayList<>(written.problems());
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

  /**
   * A text that is as the record of the request demands it of the field.
   *
   * @return empty when there is none, or when it is wrong, which is a problem then
   */
  public Optional<String> text(String field, @Nullable String value) {
    Optional<FieldProblem> problem = constraints.firstProblem(field, value);
    problem.ifPresent(problems::add);
    return problem.isPresent() ? Optional.empty() : Optional.ofNullable(value);
  }

  /**
   * One e-mail address, without the blanks around it, which must be there. How long it may be is a
   * rule of addresses, which measure more than characters.
   */
  public EmailAddress emailAddress(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      problem(field, "field.required");
      return NOBODY;
    }
    if (Characters.findUnfitForOneLine(value).isPresent()) {
      problem(field, "field.email");
      return NOBODY;
    }
    return recipient(field, EmailAddress.read(value.strip()), NOBODY);
  }

  /**
   * An address that is not taken is a problem of its field.
   *
   * @param harmless what the field reads as then
   */
  public <R extends Recipient> R recipient(String field, Reading<? extends R> address, R harmless) {
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
