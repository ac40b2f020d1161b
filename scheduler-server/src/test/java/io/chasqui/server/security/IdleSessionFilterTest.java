package io.chasqui.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** A session of half an hour, and a clock that is moved. */
class IdleSessionFilterTest {

  private final MovedClock clock = new MovedClock();
  private final IdleSessionFilter filter = new IdleSessionFilter(clock);
  private final MockHttpSession session = new MockHttpSession();

  IdleSessionFilterTest() {
    session.setMaxInactiveInterval(1800);
  }

  @ParameterizedTest
  @CsvSource({"/console/live, false", "/dashboard/sse/servers, false", "/console, true"})
  void whatAPageAsksByItselfDoesNotKeepASession(String path, boolean isLive) throws Exception {
    ask("/console", false);
    for (int minute = 5; minute < 30; minute += 5) {
      clock.move(Duration.ofMinutes(5));
      ask(path, isLive);
      assertThat(session.isInvalid()).as("after %s min", minute).isFalse();
    }

    clock.move(Duration.ofMinutes(5));
    ask(path, isLive);

    assertThat(session.isInvalid()).isTrue();
  }

  @Test
  void aPageOrAnActKeepsItForHalfAnHourMore() throws Exception {
    ask("/console", false);
    clock.move(Duration.ofMinutes(29));
    ask("/console/deliveries", false);
    clock.move(Duration.ofMinutes(29));

    ask("/console/live", false);

    assertThat(session.isInvalid()).isFalse();
  }

  @Test
  void aSessionThatLastsForGoodIsLeftAlone() throws Exception {
    session.setMaxInactiveInterval(0);
    ask("/console", false);
    clock.move(Duration.ofDays(9));

    ask("/console", true);

    assertThat(session.isInvalid()).isFalse();
  }

  private void ask(String path, boolean isLive) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setSession(session);
    if (isLive) {
      request.addHeader(IdleSessionFilter.LIVE_HEADER, "true");
    }
    filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
  }

  /** Stands still until it is moved. */
  private static final class MovedClock extends Clock {

    private Instant now = Instant.parse("2026-11-28T03:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
