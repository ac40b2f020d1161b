package io.chasqui.server.api.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.chasqui.platform.log.Mdc;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestLogFilterTest {

  private static final Logger log = (Logger) LoggerFactory.getLogger(RequestLogFilter.class);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setLevel(null);
  }

  @Test
  void tellsWhenARequestComesInAndWhenItIsAnswered() throws Exception {
    try (MDC.MDCCloseable key = Mdc.with(Mdc.KEY_ID, "0123456789ab")) {
      pass("POST", "/api/schedule-email", answering(200));
    }

    assertThat(texts()).hasSize(2);
    assertThat(texts().get(0)).isEqualTo("POST /api/schedule-email came in");
    assertThat(texts().get(1))
        .matches("POST /api/schedule-email answered with 200 in \\d+ ms by key 0123456789ab");
    assertThat(fields(lines.list.get(1)))
        .containsEntry("http.request.method", "POST")
        .containsEntry("url.path", "/api/schedule-email")
        .containsEntry("http.response.status_code", 200)
        .containsKey("durationMillis");
  }

  @Test
  void tellsNoQuery() throws Exception {
    pass("GET", "/api/deliveries", answering(200));

    assertThat(texts().toString()).doesNotContain("recipient", "ana");
  }

  @Test
  void tellsOfARequestThatNobodyAnswered() {
    assertThatThrownBy(
            () ->
                pass(
                    "POST",
                    "/api/schedule-email",
                    (request, response) -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(texts().get(1)).contains("answered with 500");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/deliveries,     INFO",
    "HEAD, /api/reports/q3,     INFO",
    "POST, /login,              INFO",
    "GET,  /healthz,            DEBUG",
    "GET,  /actuator/health,    DEBUG",
    "GET,  /actuator/prometheus,DEBUG",
    "GET,  /dashboard/api/jobs, DEBUG",
    "GET,  /docs/index.html,    DEBUG"
  })
  void whatIsAskedAgainAndAgainIsForDebugging(String method, String path, String level)
      throws Exception {
    pass(method, path, answering(200));

    assertThat(lines.list).hasSize(2).allMatch(line -> line.getLevel() == Level.toLevel(level));
  }

  @Test
  void aLongPathIsCut() throws Exception {
    pass("GET", "/api/" + "x".repeat(5_000), answering(404));

    assertThat(texts()).allMatch(text -> text.length() < 300);
  }

  private static FilterChain answering(int status) {
    return (request, response) -> ((HttpServletResponse) response).setStatus(status);
  }

  private static void pass(String method, String path, FilterChain next) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setQueryString("recipient=ana@example.com");
    new RequestLogFilter().doFilter(request, new MockHttpServletResponse(), next);
  }

  private List<String> texts() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Map<String, Object> fields(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
  }
}
