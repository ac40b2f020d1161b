package io.chasqui.server.console.report;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.OPERATOR;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.report.StorageSettings;
import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Reports: the list, and each of them. */
@Configuration(proxyBeanMethods = false)
class ReportsSection {

  static final String PATH = "/console/reports";
  static final String ID = "reports";

  @Bean
  ConsoleSection reportsInNavigation() {
    return new ConsoleSection(
        ID, NavigationGroup.MESSAGES, 50, PATH, "console.reports.title", VIEWER);
  }

  @Bean
  Access reportPagesAccess(StorageSettings storage) {
    DataSize withItsForm =
        DataSize.ofBytes(storage.maxReportSize().toBytes() + UploadedFile.MOST_AROUND);
    return Access.of(
        person(GET, PATH, VIEWER),
        person(GET, PATH + "/{id}", VIEWER),
        person(POST, PATH + "/{id}/look", OPERATOR).forms(),
        person(POST, PATH + "/{id}/pdf", OPERATOR).forms(),
        person(POST, PATH + "/{id}/upload", OPERATOR).maxBody(withItsForm));
  }
}
