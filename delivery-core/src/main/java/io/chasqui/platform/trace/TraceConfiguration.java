package io.chasqui.platform.trace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.tracing.TracingProperties;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Spans go to the collector of {@code management.otlp.tracing.endpoint}; without one, nowhere. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties({OtlpTracingProperties.class, TracingProperties.class})
class TraceConfiguration {

  private static final Logger log = LoggerFactory.getLogger(TraceConfiguration.class);

  @Bean
  TraceExport traceExport(
      OtlpTracingProperties collector,
      TracingProperties tracing,
      @Value("${spring.application.name:chasqui}") String application) {
    return TraceExport.to(collector, tracing, application);
  }

  @Bean
  Traces traces(TraceExport export) {
    log.info("Traces: {}", export.isOn() ? "spans go to an OTLP collector" : "no spans are kept");
    return export.traces();
  }
}
