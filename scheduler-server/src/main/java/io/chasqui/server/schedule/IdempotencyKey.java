package io.chasqui.server.schedule;

import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.problem.FieldProblem;
import io.chasqui.server.problem.InvalidRequest;
import java.util.Optional;

/**
 * What a caller names a request by, so that it is done once however often it is sent:
 * draft-ietf-httpapi-idempotency-key-header.
 *
 * @param value 1-255 characters, each a byte of the header; may hold anything, so it is neither
 *     stored nor logged
 */
public record IdempotencyKey(String value) {

  /** The name of the header. */
  public static final String HEADER = "Idempotency-Key";

  /**
   * The draft demands quotation marks around the key; most callers leave them out.
   *
   * @throws InvalidRequest when it is no key
   */
  static IdempotencyKey parse(String header) {
    return find(header)
        .orElseThrow(() -> new InvalidRequest(new FieldProblem(HEADER, "field.idempotencyKey")));
  }

  /** The key; empty when it is none. */
  static Optional<IdempotencyKey> find(String header) {
    boolean isQuoted = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"");
    String value = isQuoted ? header.substring(1, header.length() - 1) : header;
    if (value.isBlank()
        || value.length() > FieldLimits.IDEMPOTENCY_KEY
        || Text.findControlCharacter(value).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new IdempotencyKey(value));
  }

  /** The same key for a UUID in any case, so that a header and a field can be told to agree. */
  IdempotencyKey inOneForm() {
    return CanonicalUuid.parse(value).map(uuid -> new IdempotencyKey(uuid.toString())).orElse(this);
  }

  /** A key that no caller can write: a caller's has no line break. */
  public IdempotencyKey inGroup(String group) {
    return new IdempotencyKey(group + "\n" + value);
  }

  /** 64 hexadecimal digits. */
  public String sha256() {
    return new Sha256().add(value).hex();
  }

  @Override
  public String toString() {
    return "IdempotencyKey[…]";
  }
}
