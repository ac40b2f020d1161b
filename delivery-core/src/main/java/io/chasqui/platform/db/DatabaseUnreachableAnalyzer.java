package io.chasqui.platform.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which key to look at when PostgreSQL cannot be reached or refuses the login at start. */
class DatabaseUnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    String state = cause.getSQLState();
    if (state == null) {
      return null;
    }
    if (state.startsWith("08")) {
      return new FailureAnalysis(
          "PostgreSQL cannot be reached: " + cause.getMessage(),
          "Start PostgreSQL, or correct host and port in spring.datasource.url"
              + " [SPRING_DATASOURCE_URL].",
          cause);
    }
    if (state.startsWith("28")) {
      return new FailureAnalysis(
          "PostgreSQL refused the login: " + cause.getMessage(),
          "Correct spring.datasource.username [SPRING_DATASOURCE_USERNAME] and"
              + " spring.datasource.password [SPRING_DATASOURCE_PASSWORD].",
          cause);
    }
    if (state.equals("3D000")) {
      return new FailureAnalysis(
          "The database does not exist: " + cause.getMessage(),
          "Create it, or correct its name in spring.datasource.url [SPRING_DATASOURCE_URL].",
          cause);
    }
    if (state.equals("22023") && String.valueOf(cause.getMessage()).contains("\"TimeZone\"")) {
      return new FailureAnalysis(
          "PostgreSQL does not know this machine's time zone, which the driver tells it: "
              + cause.getMessage(),
          "Start with -Duser.timezone=UTC [JAVA_TOOL_OPTIONS], or renew the time zones of"
              + " PostgreSQL's machine. Nothing but the times in this process's log depends on it.",
          cause);
    }
    return null;
  }
}
