package io.chasqui.server.intake;

import io.chasqui.contract.constraint.Characters;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.platform.Digests;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
  public static IdempotencyKey parse(String header) {
    return find(header)
        .orElseThrow(() -> new InvalidRequest(new FieldProblem(HEADER, "field.idempotencyKey")));
  }

  /** The key; empty when it is none. */
  static Optional<IdempotencyKey> find(String header) {
    boolean isQuoted = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"");
    String value = isQuoted ? header.substring(1, header.length() - 1) : header;
    if (value.isBlank()
        || value.length() > FieldLimits.IDEMPOTENCY_KEY
        || Characters.findUnfitForOneLine(value).isPresent()) {
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

  /**
   * What a request names itself by: its header Idempotency-Key, or its field {@code id}, which is a
   * UUID. What is wrong with either becomes a problem of the request's fields.
   *
   * @return null when it has neither
   */
  public static @Nullable IdempotencyKey read(
      Fields fields, @Nullable String header, @Nullable String id) {
    UUID uuid = fields.uuid("id", id);
    if (header == null) {
      return uuid == null ? null : new IdempotencyKey(uuid.toString());
    }
    Optional<IdempotencyKey> key = find(header).map(IdempotencyKey::inOneForm);
    if (key.isEmpty()) {
      fields.problem(HEADER, "field.idempotencyKey");
    } else if (uuid != null && !key.get().value().equals(uuid.toString())) {
      fields.problem("id", "field.otherKey");
    }
    return key.orElse(null);
  }

  /** 64 hexadecimal digits. */
  public String sha256() {
    return sha256With(List.of());
  }

  /**
   * Of the key and parts of its request, so that no two lists of parts look alike: 64 hexadecimal
   * digits. Without the key, which is not stored, nobody can look for a known address.
   */
  public String sha256With(List<@Nullable Object> parts) {
    MessageDigest digest = Digests.sha256();
    add(digest, value);
    parts.forEach(part -> add(digest, part));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A part that is absent differs from one that is empty. */
  private static void add(MessageDigest digest, @Nullable Object part) {
    byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(part == null ? -1 : bytes.length).array());
    digest.update(bytes);
  }

  @Override
  public String toString() {
    return "IdempotencyKey[…]";
  }
}
