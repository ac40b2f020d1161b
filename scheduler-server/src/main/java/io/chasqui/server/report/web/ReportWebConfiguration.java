package io.chasqui.server.report.web;

import io.chasqui.platform.request.BodyLimit;
import io.chasqui.report.StorageSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports are told to be too large before they are sent, when their length is known. */
@Configuration(proxyBeanMethods = false)
class ReportWebConfiguration {

  @Bean
  BodyLimit reportsToStore(StorageSettings settings) {
    return BodyLimit.of(settings.maxReportSize(), "/api/reports/{correlationId}");
  }
}
