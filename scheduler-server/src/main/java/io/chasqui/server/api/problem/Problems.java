package io.chasqui.server.api.problem;

import io.chasqui.platform.log.Mdc;
import io.chasqui.platform.request.UnfitBody;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Writes problem details, RFC 9457, in the caller's language; for people as a page. */
@Component
class Problems {

  private final ProblemTexts texts;
  private final LocaleResolver languages;
  private final ObjectProvider<ProblemPage> pages;

  Problems(ProblemTexts texts, LocaleResolver languages, ObjectProvider<ProblemPage> pages) {
    this.texts = texts;
    this.languages = languages;
    this.pages = pages;
  }

  ResponseEntity<Object> answer(ProblemType type, HttpServletRequest request) {
    return answer(type, type.slug(), request, HttpHeaders.EMPTY);
  }

  /**
   * @param detailKey names the detail's text
   * @param detailArguments of the text
   */
  ResponseEntity<Object> answer(
      ProblemType type,
      String detailKey,
      HttpServletRequest request,
      HttpHeaders headers,
      Object... detailArguments) {
    return write(problem(type, detailKey, request, detailArguments), headers, request);
  }

  ResponseEntity<Object> answer(RequestRefused refused, HttpServletRequest request) {
    ProblemType type = refused.type();
    Map<String, Object> members = refused.members();
    ProblemDetail problem = problem(type, type.slug(), request, members.values().toArray());
    members.forEach(problem::setProperty);
    if (!refused.errors().isEmpty()) {
      problem.setProperty(
          "errors", texts.errors(FieldNaming.renamed(refused.errors(), request), locale(request)));
    }
    HttpHeaders headers = new HttpHeaders();
    refused
        .retryAfter()
        .ifPresent(
            wait -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wholeSeconds(wait))));
    return write(problem, headers, request);
  }

  ResponseEntity<Object> answer(InvalidRequest invalid, HttpServletRequest request) {
    ProblemDetail problem =
        problem(ProblemTypes.INVALID_REQUEST, ProblemTypes.INVALID_REQUEST.slug(), request);
    if (invalid.correlationId() != null) {
      problem.setProperty("correlationId", invalid.correlationId());
    }
    problem.setProperty(
        "errors", texts.errors(FieldNaming.renamed(invalid.problems(), request), locale(request)));
    return write(problem, HttpHeaders.EMPTY, request);
  }

  ResponseEntity<Object> answer(UnfitBody unfit, HttpServletRequest request) {
    return switch (unfit.reason()) {
      case TOO_LARGE -> {
        ProblemType type = ProblemTypes.PAYLOAD_TOO_LARGE;
        yield answer(type, type.slug(), request, HttpHeaders.EMPTY, unfit.limit());
      }
      case ENCODED -> {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        yield answer(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "encoded-body", request, headers);
      }
      case OTHER_CHARSET -> unfit(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "other-charset", request);
      case NO_TYPE -> unfit(ProblemTypes.BAD_REQUEST, "no-type", request);
      case PARTIAL -> unfit(ProblemTypes.BAD_REQUEST, "partial-body", request);
      case OTHER_METHOD -> unfit(ProblemTypes.BAD_REQUEST, "other-method", request);
      case TOO_MANY_AT_A_TIME -> answer(ProblemTypes.UNAVAILABLE, request);
    };
  }

  private ResponseEntity<Object> unfit(
      ProblemType type, String detailKey, HttpServletRequest request) {
    return answer(type, detailKey, request, HttpHeaders.EMPTY);
  }

  /** Rounded up: whoever comes back then is let in. */
  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
  }

  /** For a request that could not be read, so that nothing of it is known but what it gets. */
  ProblemDetail ofStatus(int status, Locale language) {
    ProblemType type = ProblemTypes.ofStatus(status);
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setType(type.uri());
    problem.setTitle(texts.text("title." + type.slug(), language));
    if (!type.equals(ProblemTypes.INTERNAL_ERROR)) {
      problem.setDetail(texts.text("detail." + type.slug(), language));
    }
    return problem;
  }

  private ProblemDetail problem(
      ProblemType type, String detailKey, HttpServletRequest request, Object... detailArguments) {
    ProblemDetail problem = ProblemDetail.forStatus(type.status());
    problem.setType(type.uri());
    problem.setTitle(text(request, "title." + type.slug()));
    problem.setInstance(path(request));
    problem.setProperty("correlationId", MDC.get(Mdc.CORRELATION_ID));
    if (!type.equals(ProblemTypes.INTERNAL_ERROR)) {
      problem.setDetail(text(request, "detail." + detailKey, detailArguments));
    }
    return problem;
  }

  /** Two slashes at the beginning would name a host. */
  private static URI path(HttpServletRequest request) {
    Object broken = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = broken == null ? request.getRequestURI() : broken.toString();
    return URI.create(path.replaceFirst("^/+", "/"));
  }

  private ResponseEntity<Object> write(
      ProblemDetail problem, HttpHeaders headers, HttpServletRequest request) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(problem.getStatus())
            .headers(headers)
            .header(HttpHeaders.CONTENT_LANGUAGE, locale(request).getLanguage());
    Optional<byte[]> page =
        pages.stream().flatMap(one -> one.of(problem, request).stream()).findFirst();
    return page.isPresent()
        ? answer.contentType(MediaType.TEXT_HTML).body(page.get())
        : answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }

  private String text(HttpServletRequest request, String key, Object... arguments) {
    return texts.text(key, locale(request), arguments);
  }

  /** Not the thread's: filters answer before that is known. */
  private Locale locale(HttpServletRequest request) {
    return languages.resolveLocale(request);
  }
}
