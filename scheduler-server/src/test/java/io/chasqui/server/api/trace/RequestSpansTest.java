package io.chasqui.server.api.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.trace.Traceparent;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestSpansTest {

  private static final Traceparent CALLER =
      new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private final RequestSpans spans = new RequestSpans(Traces.carried());
  private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/contact");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void aRequestWithAKeyGoesOnInItsCallersTrace() {
    request.setUserPrincipal(() -> "a key");

    assertThat(placeOfTheHandler()).isEqualTo(CALLER);
  }

  @Test
  void aRequestToWhatIsOpenToAllBeginsATraceOfItsOwn() {
    assertThat(placeOfTheHandler().value())
        .doesNotContain("4bf92f3577b34da6a3ce929d0e0e4736")
        .endsWith("-00");
  }

  @Test
  void whatWasNotBegunIsNotEnded() {
    spans.afterCompletion(request, response, this, null);

    assertThat(Traceparent.current()).isNull();
  }

  private Traceparent placeOfTheHandler() {
    try (Scope scope = Traces.asked(CALLER).makeCurrent()) {
      spans.preHandle(request, response, this);
      Traceparent place = Traceparent.current();
      spans.afterCompletion(request, response, this, null);
      assertThat(Traceparent.current()).as("after it").isEqualTo(CALLER);
      return place;
    }
  }
}
