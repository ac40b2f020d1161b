package io.chasqui.server.api.problem;

import java.util.List;
import org.springframework.http.HttpStatus;

/** The kinds of error that any address may answer with. */
public final class ProblemTypes {

  /** Fields are wrong; the answer names them. */
  public static final ProblemType INVALID_REQUEST =
      new ProblemType("invalid-request", HttpStatus.BAD_REQUEST);

  public static final ProblemType MALFORMED_JSON =
      new ProblemType("malformed-json", HttpStatus.BAD_REQUEST);
  public static final ProblemType BAD_REQUEST =
      new ProblemType("bad-request", HttpStatus.BAD_REQUEST);
  public static final ProblemType UNAUTHENTICATED =
      new ProblemType("unauthenticated", HttpStatus.UNAUTHORIZED);
  public static final ProblemType FORBIDDEN = new ProblemType("forbidden", HttpStatus.FORBIDDEN);
  public static final ProblemType NOT_FOUND = new ProblemType("not-found", HttpStatus.NOT_FOUND);
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED);
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType("not-acceptable", HttpStatus.NOT_ACCEPTABLE);

  /** It was changed since the caller read it: it has another ETag than If-Match names. */
  public static final ProblemType PRECONDITION_FAILED =
      new ProblemType("precondition-failed", HttpStatus.PRECONDITION_FAILED);

  public static final ProblemType PAYLOAD_TOO_LARGE =
      new ProblemType("payload-too-large", HttpStatus.PAYLOAD_TOO_LARGE);
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
      new ProblemType("unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE);
  public static final ProblemType RATE_LIMITED =
      new ProblemType("rate-limited", HttpStatus.TOO_MANY_REQUESTS);
  public static final ProblemType INTERNAL_ERROR =
      new ProblemType("internal-error", HttpStatus.INTERNAL_SERVER_ERROR);
  public static final ProblemType NOT_IMPLEMENTED =
      new ProblemType("not-implemented", HttpStatus.NOT_IMPLEMENTED);
  public static final ProblemType HTTP_VERSION =
      new ProblemType("http-version", HttpStatus.HTTP_VERSION_NOT_SUPPORTED);
  public static final ProblemType UNAVAILABLE =
      new ProblemType("unavailable", HttpStatus.SERVICE_UNAVAILABLE);

  /** Those that say no more than their status. */
  private static final List<ProblemType> OF_STATUS =
      List.of(
          BAD_REQUEST,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          PAYLOAD_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          RATE_LIMITED,
          INTERNAL_ERROR,
          NOT_IMPLEMENTED,
          HTTP_VERSION,
          UNAVAILABLE);

  private ProblemTypes() {}

  /** The kind of an error of which nothing but its status is known. */
  static ProblemType ofStatus(int status) {
    return OF_STATUS.stream()
        .filter(type -> type.status().value() == status)
        .findFirst()
        .orElse(status >= 500 ? INTERNAL_ERROR : BAD_REQUEST);
  }
}
