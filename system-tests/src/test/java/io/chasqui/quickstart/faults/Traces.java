package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.process.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What processes leave behind where many people look. */
final class Traces {

  private Traces() {}

  /** All rows of each table, as text; those of months are their whole's. */
  static Map<String, String> tables(LocalPostgres postgres) throws SQLException {
    Map<String, String> tables = new LinkedHashMap<>();
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      for (String table :
          texts(
              statement,
              """
              SELECT relname FROM pg_class
              WHERE relnamespace = 'public'::regnamespace
                AND relkind IN ('r', 'p') AND NOT relispartition
              """)) {
        List<String> rows = texts(statement, "SELECT row::text FROM \"" + table + "\" AS row");
        tables.put(table, String.join("\n", rows));
      }
    }
    return tables;
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Names of threads, and what they are at. */
  static String threads(ChildProcess process) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "Thread.print").start();
    String threads = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(asked.waitFor()).as(threads).isZero();
    return threads;
  }
}
