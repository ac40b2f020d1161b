package io.chasqui.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ToldFailuresTest {

  private static final Logger log = (Logger) LoggerFactory.getLogger(ToldFailures.class);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ScriptedExporter exporter = new ScriptedExporter();
  private long nanos = Long.MAX_VALUE - 1;
  private final ToldFailures told = new ToldFailures(exporter, () -> nanos);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
  }

  @Test
  void aCollectorThatIsAwayIsToldOnceInTenMinutesAndWhenItIsBack() {
    batches(false, Duration.ofMinutes(1), 20);
    batches(true, Duration.ofMinutes(1), 3);

    assertThat(levels()).containsExactly(Level.WARN, Level.WARN, Level.INFO);
  }

  @Test
  void aCollectorThatComesAndGoesIsToldNoMoreOften() {
    for (int i = 0; i < 60; i++) {
      batches(i % 2 == 0, Duration.ofSeconds(5), 1);
    }

    assertThat(levels()).containsExactly(Level.WARN, Level.INFO);
  }

  @Test
  void aCollectorThatTakesAllIsNotWorthALine() {
    batches(true, Duration.ofMinutes(1), 30);

    assertThat(lines.list).isEmpty();
  }

  private void batches(boolean arrive, Duration each, int count) {
    exporter.succeeds = arrive;
    for (int i = 0; i < count; i++) {
      told.export(List.of());
      nanos += each.toNanos();
    }
  }

  private List<Level> levels() {
    return lines.list.stream().map(ILoggingEvent::getLevel).toList();
  }

  private static final class ScriptedExporter implements SpanExporter {

    private boolean succeeds;

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return succeeds ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
