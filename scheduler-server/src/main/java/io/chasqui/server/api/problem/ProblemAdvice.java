package io.chasqui.server.api.problem;

import io.chasqui.platform.db.DatabaseAway;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.platform.request.RequestTooLarge;
import io.chasqui.platform.request.UnfitBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The one place where exceptions become answers. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Problems problems;

  ProblemAdvice(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<Object> invalid(InvalidRequest e, HttpServletRequest request) {
    return problems.answer(e, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(RequestRefused e, HttpServletRequest request) {
    return problems.answer(e, request);
  }

  /**
   * A header with control characters, which the firewall looks at when it is read. The exception's
   * text has its value, which may be anything.
   */
  @ExceptionHandler
  ResponseEntity<Object> unfitHeader(RequestRejectedException e, HttpServletRequest request) {
    return problems.answer(ProblemTypes.BAD_REQUEST, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> notFound(NotFound e, HttpServletRequest request) {
    return problems.answer(ProblemTypes.NOT_FOUND, e.detailKey(), request, HttpHeaders.EMPTY);
  }

  /** One form for all: whoever has no live key learns no more. */
  @ExceptionHandler
  ResponseEntity<Object> unauthenticated(AuthenticationException e, HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"chasqui\"");
    ProblemType type = ProblemTypes.UNAUTHENTICATED;
    return e instanceof PageForPeople page
        ? problems.answer(type, "page-for-people", request, headers, page.login(), page.api())
        : problems.answer(type, type.slug(), request, headers);
  }

  @ExceptionHandler
  ResponseEntity<Object> forbidden(AccessDeniedException e, HttpServletRequest request) {
    return problems.answer(ProblemTypes.FORBIDDEN, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> tooLarge(RequestTooLarge e, HttpServletRequest request) {
    return tooLarge(e.limit(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> unfit(UnfitBody e, HttpServletRequest request) {
    return e.reason() == UnfitBody.Reason.TOO_MANY_AT_A_TIME
        ? unavailable(request)
        : problems.answer(e, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> storageAway(IOException e, HttpServletRequest request) {
    log.warn("The report storage or the caller broke off: {}", e.toString());
    return unavailable(request);
  }

  @ExceptionHandler
  ResponseEntity<Object> anythingElse(Exception e, HttpServletRequest request) {
    if (DatabaseAway.isReasonOf(e)) {
      FailureLog.databaseIsAway(log, "a request was refused", e);
      return unavailable(request);
    }
    log.error("A request failed by a fault of ours", e);
    return problems.answer(ProblemTypes.INTERNAL_ERROR, request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest webRequest) {
    HttpServletRequest request = servletRequest(webRequest);
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof RequestTooLarge tooLarge) {
        return tooLarge(tooLarge.limit(), request);
      }
      Optional<FieldProblem> fault = JsonFault.in(cause);
      if (fault.isPresent()) {
        return problems.answer(new InvalidRequest(fault.get()), request);
      }
    }
    return problems.answer(ProblemTypes.MALFORMED_JSON, request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String supported =
        e.getSupportedMediaTypes().stream()
            .map(MediaType::toString)
            .filter(type -> !type.contains("*"))
            .collect(Collectors.joining(", "));
    return problems.answer(
        ProblemTypes.UNSUPPORTED_MEDIA_TYPE,
        ProblemTypes.UNSUPPORTED_MEDIA_TYPE.slug(),
        servletRequest(request),
        headers,
        supported);
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemType type = ProblemTypes.ofStatus(status.value());
    return problems.answer(type, type.slug(), servletRequest(request), headers);
  }

  private ResponseEntity<Object> tooLarge(long limit, HttpServletRequest request) {
    ProblemType type = ProblemTypes.PAYLOAD_TOO_LARGE;
    return problems.answer(type, type.slug(), request, HttpHeaders.EMPTY, limit);
  }

  private ResponseEntity<Object> unavailable(HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    ProblemType type = ProblemTypes.UNAVAILABLE;
    return problems.answer(type, type.slug(), request, headers);
  }

  private static HttpServletRequest servletRequest(WebRequest request) {
    return ((ServletWebRequest) request).getRequest();
  }
}
