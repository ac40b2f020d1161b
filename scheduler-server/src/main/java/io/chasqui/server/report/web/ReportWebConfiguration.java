package io.chasqui.server.report.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.SCHEDULE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PUT;

import io.chasqui.report.StorageSettings;
import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports are told to be too large before they are sent, when their length is known. */
@Configuration(proxyBeanMethods = false)
class ReportWebConfiguration {

  @Bean
  Access reportAccess(StorageSettings settings) {
    return Access.of(
        key(PUT, "/api/reports/{correlationId}", SCHEDULE).maxBody(settings.maxReportSize()),
        key(GET, "/api/reports/{correlationId}", READ));
  }
}
