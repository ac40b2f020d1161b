package io.chasqui.platform.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Masks whole lines of text logs, whatever their pattern: of the console and of files, as Spring
 * Boot or an operator's own logback.xml set them up. It comes right after that, because the next
 * listeners may already log why the application cannot start.
 */
final class MaskedTextLogs
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      logback.getLoggerList().forEach(MaskedTextLogs::maskAllOf);
    }
  }

  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  private static void maskAllOf(AppenderAttachable<ILoggingEvent> parent) {
    parent.iteratorForAppenders().forEachRemaining(MaskedTextLogs::mask);
  }

  @SuppressWarnings("unchecked")
  private static void mask(Appender<ILoggingEvent> appender) {
    if (appender instanceof AppenderAttachable<?> parent) {
      maskAllOf((AppenderAttachable<ILoggingEvent>) parent);
    } else if (appender instanceof OutputStreamAppender<ILoggingEvent> output
        && output.getEncoder() instanceof LayoutWrappingEncoder<ILoggingEvent> text
        && !(text.getLayout() instanceof MaskedLayout)) {
      output.setEncoder(masked(text));
    }
  }

  private static LayoutWrappingEncoder<ILoggingEvent> masked(
      LayoutWrappingEncoder<ILoggingEvent> text) {
    LayoutWrappingEncoder<ILoggingEvent> masked = new LayoutWrappingEncoder<>();
    masked.setContext(text.getContext());
    masked.setCharset(text.getCharset());
    masked.setLayout(new MaskedLayout(text.getLayout()));
    masked.start();
    return masked;
  }
}
