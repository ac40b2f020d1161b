package io.chasqui.server.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.LocaleResolver;

/** Answers in place of Tomcat's own page what never reached the application, e.g. a broken URL. */
final class ProblemValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

  private final Problems problems;
  private final LocaleResolver languages;
  private final ObjectMapper json;

  ProblemValve(Problems problems, LocaleResolver languages, ObjectMapper json) {
    this.problems = problems;
    this.languages = languages;
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    boolean isAnswered = response.getContentWritten() > 0;
    if (status < 400 || isAnswered || !response.setErrorReported()) {
      return;
    }
    Locale language = languages.resolveLocale(request.getRequest());
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
      json.writeValue(response.getReporter(), problems.ofStatus(status, language));
      response.finishResponse();
    } catch (IOException | RuntimeException e) {
      log.debug("A request that was no HTTP could not be answered", e);
    }
  }
}
