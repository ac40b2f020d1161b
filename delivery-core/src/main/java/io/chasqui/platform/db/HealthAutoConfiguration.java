package io.chasqui.platform.db;

import javax.sql.DataSource;
import org.springframework.boot.actuate.autoconfigure.jdbc.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The health of what server and workers have in common. */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    before = DataSourceHealthContributorAutoConfiguration.class)
class HealthAutoConfiguration {

  /** In place of Spring Boot's, which asks whether there is one of this name. */
  @Bean
  @ConditionalOnBean(DataSource.class)
  DatabaseHealth dbHealthIndicator(DataSource dataSource) {
    return new DatabaseHealth(dataSource);
  }
}
