package io.chasqui.server.command;

import io.chasqui.server.security.person.FirstPasswords;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Keys and the first person, without web and jobs. Not a bean of the server's own. */
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  TransactionAutoConfiguration.class
})
@ComponentScan(
    basePackages = {
      "io.chasqui.platform",
      "io.chasqui.server.audit",
      "io.chasqui.server.key",
      "io.chasqui.server.security.person.store"
    },
    excludeFilters =
        @Filter(
            type = FilterType.REGEX,
            pattern = {".*\\.web\\..*", ".*\\.FirstKey", ".*\\.AuditConfiguration"}))
@Import({CommandActor.class, FirstPasswords.class})
class CommandConfiguration {}
