package io.chasqui.testing;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.ClassUtils;

/** Our migrations and JobRunr's, by the very beans that run them when an application starts. */
final class Migrations {

  /** Not public, and that is right. */
  static final String JOB_TABLES = "io.chasqui.jobs.JobTables";

  private Migrations() {}

  static void run(DataSource dataSource) {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(DataSource.class, () -> dataSource);
      context.register(
          ClassUtils.resolveClassName(JOB_TABLES, null), FlywayAutoConfiguration.class);
      context.refresh();
    }
  }
}
