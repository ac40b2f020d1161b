package io.chasqui.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prepares statements of ours in the test's one session, and tells what they read. */
public final class StatementPlans {

  private final JdbcClient jdbc;

  public StatementPlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Prepares a statement.
   *
   * @param statement its name and the types of its parameters
   * @param names of its parameters, in the order of those types
   */
  public void prepare(String statement, String sql, String... names) {
    String numbered = sql;
    for (int i = 0; i < names.length; i++) {
      numbered = numbered.replace(":" + names[i], "$" + (i + 1));
    }
    jdbc.sql("PREPARE " + statement + " AS " + numbered).update();
  }

  /** Executes a prepared statement, and gives its plan as JSON. */
  public String explain(String execution) {
    return jdbc.sql("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE " + execution)
        .query(String.class)
        .single();
  }

  /** Executes a prepared statement, and counts the buffers that it reads. */
  public int buffers(String execution) throws JsonProcessingException {
    JsonNode top = new ObjectMapper().readTree(explain(execution)).path(0).path("Plan");
    return top.path("Shared Hit Blocks").asInt() + top.path("Shared Read Blocks").asInt();
  }
}
