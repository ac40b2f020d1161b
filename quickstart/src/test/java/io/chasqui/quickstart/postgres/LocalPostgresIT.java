package io.chasqui.quickstart.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.quickstart.FirstStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

  private final Path folder;
  private final int port = 20_000 + new Random().nextInt(10_000);

  LocalPostgresIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void end() {
    LocalPostgres.endLeftover(folder);
  }

  @Test
  void isAsDurableAsInProductionAndOnLoopbackOnly() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(folder, port)) {
      assertThat(query(postgres, "SHOW fsync")).containsExactly("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).containsExactly("on");
      assertThat(query(postgres, "SHOW full_page_writes")).containsExactly("on");
      assertThat(query(postgres, "SHOW listen_addresses")).containsExactly("127.0.0.1");
      assertThat(query(postgres, "SHOW server_encoding")).containsExactly("UTF8");
      assertThat(query(postgres, "SHOW max_connections")).containsExactly("600");
    }
  }

  @Test
  void keepsItsDataOverARestart() throws Exception {
    FirstStart.copyTo(folder);
    try (LocalPostgres postgres = LocalPostgres.start(folder, port)) {
      query(postgres, "CREATE TABLE kept AS SELECT 'señal' AS word");
      postgres.stop();
      postgres.start();
      assertThat(query(postgres, "SELECT word FROM kept")).containsExactly("señal");
    }
    try (LocalPostgres postgres = LocalPostgres.start(folder, port)) {
      assertThat(query(postgres, "SELECT word FROM kept")).containsExactly("señal");
    }
    assertThat(PostmasterPid.read(folder.resolve("data"))).isEmpty();
  }

  @Test
  void recoversWhatWasCommittedBeforeItWasKilled() throws Exception {
    FirstStart.copyTo(folder);
    LocalPostgres killed = LocalPostgres.start(folder, port);
    query(killed, "CREATE TABLE kept AS SELECT 7 AS number");
    ProcessHandle process =
        PostmasterPid.read(folder.resolve("data")).flatMap(PostmasterPid::process).orElseThrow();
    List<ProcessHandle> backends = process.children().toList();
    process.destroyForcibly();
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !process.isAlive() && backends.stream().noneMatch(ProcessHandle::isAlive));
    killed.close();
    assertThat(folder.resolve("data/postmaster.pid")).exists();

    try (LocalPostgres postgres = LocalPostgres.start(folder, port)) {
      assertThat(query(postgres, "SELECT number FROM kept")).containsExactly("7");
    }
  }

  @Test
  void endsTheServerThatAKilledQuickstartLeftBehind() throws Exception {
    FirstStart.copyTo(folder);
    LocalPostgres left = LocalPostgres.start(folder, port);
    ProcessHandle process =
        PostmasterPid.read(folder.resolve("data")).flatMap(PostmasterPid::process).orElseThrow();

    assertThat(LocalPostgres.endLeftover(folder)).isTrue();

    assertThat(process.isAlive()).isFalse();
    assertThat(LocalPostgres.endLeftover(folder)).isFalse();
    left.close();
  }

  @Test
  void removesAProgramWhoseUnpackingWasCutShort() throws Exception {
    FirstStart.copyTo(folder);
    Path half = Files.createDirectories(folder.resolve("program/PG-half/bin"));
    Files.writeString(half.resolve("postgres"), "cut sho");

    LocalPostgres.start(folder, port).close();

    assertThat(folder.resolve("program/PG-half")).doesNotExist();
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheNumberOfAGoneServer() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          data.resolve("postmaster.pid"), other.pid() + "\n" + data + "\n1700000000\n5433\n");

      assertThat(LocalPostgres.endLeftover(folder)).isFalse();

      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  private static List<String> query(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      List<String> values = new ArrayList<>();
      if (statement.execute(sql)) {
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    }
  }
}
