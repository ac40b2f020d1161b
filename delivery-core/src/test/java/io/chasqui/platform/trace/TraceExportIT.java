package io.chasqui.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.testing.TestCollector;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.tracing.TracingProperties;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingProperties;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.Transport;

class TraceExportIT {

  private static final TestCollector collector = TestCollector.start();

  @AfterAll
  static void stop() {
    collector.close();
  }

  @Test
  void nothingIsExportedWithoutACollector() {
    for (String endpoint : new String[] {null, "", " "}) {
      try (TraceExport export = export(endpoint, settings -> {})) {
        assertThat(export.isOn()).isFalse();
      }
    }
  }

  @Test
  void spansArriveAtTheLatestWhenTheProcessEnds() {
    try (TraceExport export =
        export(
            collector.endpoint(),
            settings -> settings.setHeaders(Map.of("X-Tenant", " notices\n")))) {
      work(export, "arrives");
    }

    assertThat(collector.spans())
        .filteredOn(span -> span.name().equals("arrives"))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.service()).isEqualTo("tester");
              assertThat(span.parentId()).isEmpty();
            });
    assertThat(collector.received()).contains("X-tenant=[notices]");
  }

  @Test
  void aCollectorWithoutAPathIsAskedAtTheUsualOne() {
    String base = collector.endpoint().replace("/v1/traces", "");
    try (TraceExport export = export(base, settings -> {})) {
      work(export, "at the usual path");
    }

    assertThat(collector.spans()).extracting("name").contains("at the usual path");
  }

  @Test
  void aCallerDecidesWhetherItsTraceIsRecorded() {
    TracingProperties none = new TracingProperties();
    none.getSampling().setProbability(0);
    try (TraceExport export = TraceExport.to(collector(collector.endpoint()), none, "tester")) {
      for (String flags : List.of("00", "01")) {
        Traceparent caller =
            new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-" + flags);
        export.traces().goOnFrom(caller, "asked with " + flags, SpanKind.SERVER).close();
      }
      work(export, "not asked");
    }

    assertThat(collector.spans())
        .extracting("name")
        .contains("asked with 01")
        .doesNotContain("asked with 00", "not asked");
  }

  @Test
  void aCollectorThatRefusesIsToldOfOnceAndWithoutWhatIsSecret() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    try (TestCollector refusing = TestCollector.start()) {
      refusing.answer(401);
      TracingProperties often = allTraces();
      often.getOpentelemetry().getExport().setScheduleDelay(Duration.ofMillis(10));
      OtlpTracingProperties settings = collector(refusing.endpoint());
      settings.setHeaders(Map.of("Authorization", "Bearer sesame"));
      try (TraceExport export = TraceExport.to(settings, often, "tester")) {
        for (int i = 1; i <= 3; i++) {
          work(export, "refused " + i);
          String name = "refused " + i;
          await().until(() -> refusing.received().contains(name));
        }
      }
      assertThat(refusing.received()).contains("Bearer sesame");
    } finally {
      root.detachAppender(log);
    }

    List<String> warnings =
        log.list.stream()
            .filter(event -> event.getLoggerName().startsWith("io."))
            .filter(event -> !event.getLoggerName().startsWith("io.opentelemetry.exporter"))
            .map(ILoggingEvent::getFormattedMessage)
            .toList();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("management.otlp.tracing.endpoint", "deliveries go on");
    assertThat(log.list.toString()).doesNotContain("sesame");
  }

  @Test
  void aCollectorThatDoesNotAnswerCostsNoWorkAnyTimeAndTheEndOfTheProcessFewSeconds()
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      TraceExport export =
          export("http://127.0.0.1:" + silent.getLocalPort() + "/v1/traces", settings -> {});
      long begun = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        work(export, "lost");
      }
      assertThat(since(begun)).as("for 20,000 spans").isLessThan(Duration.ofSeconds(5));

      begun = System.nanoTime();
      export.close();
      assertThat(since(begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"collector", "collector:4318", "ftp://collector/", "http://", "http://a b", "/v1"})
  void anAddressThatIsNoneStopsTheStartAndIsNotRepeated(String endpoint) {
    assertThatThrownBy(() -> export(endpoint, settings -> {}))
        .isInstanceOfSatisfying(
            InvalidSetting.class,
            refusal ->
                assertThat(refusal.getMessage() + refusal.mend())
                    .contains("management.otlp.tracing.endpoint", "http://collector:4318/v1/traces")
                    .doesNotContain("a b"));
  }

  @Test
  void aUserInTheAddressStopsTheStart() {
    assertThatThrownBy(() -> export("https://me:sesame@collector/v1/traces", settings -> {}))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("holds a user")
        .hasMessageNotContaining("sesame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer sesame\r\nX: y", "Bearer sésame", "Bearer s\u0000esame"})
  void aHeaderThatCannotBeSentStopsTheStartAndIsNotRepeated(String value) {
    assertThatThrownBy(
            () ->
                export(
                    collector.endpoint(),
                    settings -> settings.setHeaders(Map.of("authorization", value))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("management.otlp.tracing.headers.authorization")
        .hasMessageNotContaining("same");
  }

  @Test
  void whatIsNotSupportedStopsTheStart() {
    assertThatThrownBy(
            () -> export(collector.endpoint(), settings -> settings.setTransport(Transport.GRPC)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("management.otlp.tracing.transport");
    TracingProperties all = new TracingProperties();
    all.getSampling().setProbability(100);
    assertThatThrownBy(() -> TraceExport.to(collector(collector.endpoint()), all, "tester"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("management.tracing.sampling.probability");
  }

  private static TraceExport export(String endpoint, Consumer<OtlpTracingProperties> more) {
    OtlpTracingProperties settings = collector(endpoint);
    more.accept(settings);
    return TraceExport.to(settings, allTraces(), "tester");
  }

  private static TracingProperties allTraces() {
    TracingProperties all = new TracingProperties();
    all.getSampling().setProbability(1);
    return all;
  }

  private static OtlpTracingProperties collector(String endpoint) {
    OtlpTracingProperties settings = new OtlpTracingProperties();
    settings.setEndpoint(endpoint);
    return settings;
  }

  private static void work(TraceExport export, String name) {
    export.traces().goOnFrom(null, name, SpanKind.INTERNAL).close();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
