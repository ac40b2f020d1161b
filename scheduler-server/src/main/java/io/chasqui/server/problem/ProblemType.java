package io.chasqui.server.problem;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** The kinds of error a caller may meet; part of the API, so never renamed. */
public enum ProblemType {
  INVALID_REQUEST("invalid-request", HttpStatus.BAD_REQUEST),
  MALFORMED_JSON("malformed-json", HttpStatus.BAD_REQUEST),
  BAD_REQUEST("bad-request", HttpStatus.BAD_REQUEST),
  UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED),
  FORBIDDEN("forbidden", HttpStatus.FORBIDDEN),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND),
  METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE),
  READ_ONLY_STORAGE("read-only-storage", HttpStatus.METHOD_NOT_ALLOWED),
  PAYLOAD_TOO_LARGE("payload-too-large", HttpStatus.PAYLOAD_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  STATE_CONFLICT("state-conflict", HttpStatus.CONFLICT),
  JOB_CONFLICT("job-conflict", HttpStatus.CONFLICT),
  IDEMPOTENCY_KEY_IN_USE("idempotency-key-in-use", HttpStatus.CONFLICT),
  IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", HttpStatus.UNPROCESSABLE_ENTITY),
  TOO_MANY_KEYS("too-many-keys", HttpStatus.CONFLICT),
  RATE_LIMITED("rate-limited", HttpStatus.TOO_MANY_REQUESTS),
  LOGIN_LIMITED("login-limited", HttpStatus.TOO_MANY_REQUESTS),
  ORIGIN_NOT_ALLOWED("origin-not-allowed", HttpStatus.FORBIDDEN),
  CONTACT_LIMITED("contact-limited", HttpStatus.TOO_MANY_REQUESTS),
  INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR),
  NOT_IMPLEMENTED("not-implemented", HttpStatus.NOT_IMPLEMENTED),
  HTTP_VERSION("http-version", HttpStatus.HTTP_VERSION_NOT_SUPPORTED),
  UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE),
  BACKLOG_FULL("backlog-full", HttpStatus.SERVICE_UNAVAILABLE);

  /** Those of which a status alone does not tell. */
  private static final Set<ProblemType> SPECIFIC =
      EnumSet.of(
          INVALID_REQUEST,
          MALFORMED_JSON,
          READ_ONLY_STORAGE,
          STATE_CONFLICT,
          JOB_CONFLICT,
          IDEMPOTENCY_KEY_IN_USE,
          IDEMPOTENCY_KEY_REUSED,
          TOO_MANY_KEYS,
          LOGIN_LIMITED,
          ORIGIN_NOT_ALLOWED,
          CONTACT_LIMITED,
          BACKLOG_FULL);

  private final String slug;
  private final HttpStatus status;

  ProblemType(String slug, HttpStatus status) {
    this.slug = slug;
    this.status = status;
  }

  static ProblemType ofStatus(int status) {
    for (ProblemType type : values()) {
      if (!SPECIFIC.contains(type) && type.status.value() == status) {
        return type;
      }
    }
    return status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
  }

  String slug() {
    return slug;
  }

  HttpStatus status() {
    return status;
  }

  URI uri() {
    return URI.create("urn:chasqui:problem:" + slug);
  }
}
