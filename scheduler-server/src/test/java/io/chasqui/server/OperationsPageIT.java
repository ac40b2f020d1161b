package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chasqui.ops.Repository;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What docs/operations.md, docs/alerts.md and the container image ask of a server, asked of the
 * real one.
 */
class OperationsPageIT {

  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?);\\n```", Pattern.DOTALL);

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void everyStatementOfThePagesRuns() {
    List<String> statements =
        SQL.matcher(Repository.text("docs/operations.md") + Repository.text("docs/alerts.md"))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();

    assertThat(statements).hasSizeGreaterThan(5);
    for (String statement : statements) {
      assertThatCode(() -> run(statement)).as(statement).doesNotThrowAnyException();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script runs in Linux containers")
  void theImagesHealthCheckFindsTheServerReady() throws Exception {
    ProcessBuilder script =
        new ProcessBuilder("bash", Repository.file("ops/healthcheck.sh").toString());
    script.environment().remove("MANAGEMENT_SERVER_PORT");
    script.environment().put("SERVER_PORT", String.valueOf(server.uri("/").getPort()));

    Process check =
        script.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();

    assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(check.exitValue()).isZero();
  }

  private static void run(String statement) {
    boolean asks = statement.replaceAll("(?m)^--.*\\n", "").startsWith("SELECT");
    if (asks) {
      server.database.jdbc().sql(statement).query().listOfRows();
    } else {
      server.database.jdbc().sql(statement).update();
    }
  }
}
