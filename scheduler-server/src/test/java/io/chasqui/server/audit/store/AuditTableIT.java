package io.chasqui.server.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.platform.TemporarilyUnavailable;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.audit.AuditMonths;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables of the audit allow, to their owner as well, and how their months go. */
class AuditTableIT {

  private static final String OLD = "audit_entry_2020_01";
  private static final Duration NO_TIME = Duration.ZERO;

  private final TestDatabase database = TestDatabase.fresh();
  private final AuditEntryStore entries = new AuditEntryStore(database.jdbc());
  private final AuditMonths months = new AuditMonthStore(database.jdbc(), database.dataSource());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE %s SET actor = 'nobody'",
        "UPDATE %s SET actor = 'nobody' WHERE false",
        "DELETE FROM %s",
        "TRUNCATE %s",
        "INSERT INTO %1$s SELECT * FROM %1$s LIMIT 1 ON CONFLICT (id) DO UPDATE SET actor = 'x'"
      })
  void entriesAreAddedAndNeverChangedNotEvenByTheOwnerOfTheTable(String statement) {
    add("key.created");
    String month = text("SELECT tableoid::regclass::text FROM audit_entry");

    for (String table : List.of("audit_entry", month)) {
      assertThatThrownBy(() -> sql(statement.formatted(table)))
          .as(table)
          .hasMessageContaining("is refused: entries of the audit are only added");
    }
    sql("ALTER TABLE audit_entry DETACH PARTITION " + month);
    assertThatThrownBy(() -> sql(statement.formatted(month)))
        .as("when it is about to go")
        .hasMessageContaining("are only added");
    assertThat(database.count(month)).isEqualTo(1);
  }

  @Test
  void idsOrderByTheDatabasesTimeToTheMicrosecond() {
    for (int i = 0; i < 50; i++) {
      add("act.a" + "b".repeat(i));
    }

    List<AuditEntryView> found = list();

    assertThat(found).isSortedAccordingTo((one, next) -> next.at().compareTo(one.at()));
    assertThat(found).extracting(AuditEntryView::act).element(49).isEqualTo("act.a");
    assertThat(found).allMatch(one -> one.id().version() == 7 && one.id().variant() == 2);
    assertThat(found)
        .allSatisfy(
            one ->
                assertThat(one.id().getMostSignificantBits() >>> 16)
                    .isEqualTo(one.at().toEpochMilli()));
  }

  @Test
  void whatIsWrittenIsRead() {
    Map<String, Object> details = Map.of("after", Map.of("scopes", List.of("read"), "n", 2));

    entries.add(
        Actor.key("billing", "5f0c1a92be47", "192.0.2.7", Actor.API),
        Act.done("key.created", "KEY", "000000000000").about("q3").with("after", details),
        "request-1");

    AuditEntryView entry = list().get(0);
    assertThat(entry.actor().keyId()).isEqualTo("5f0c1a92be47");
    assertThat(entry.actor().address()).isEqualTo("192.0.2.7");
    assertThat(entry.requestId()).isEqualTo("request-1");
    assertThat(entry.correlationId()).isEqualTo("q3");
    assertThat(entry.details()).isEqualTo(Map.of("after", details));
  }

  @Test
  void withoutItsMonthAnActCannotBeRecordedNow() {
    String month = text("SELECT 'audit_entry_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')");
    sql("DROP TABLE " + month);

    assertThatThrownBy(() -> add("key.created"))
        .isInstanceOf(TemporarilyUnavailable.class)
        .hasMessageContaining("PARTITION_MISSING");

    assertThat(months.add(0)).hasSize(1);
    add("key.created");
  }

  @Test
  void aMonthThatIsMissingIsMadeOnceByAllServersTogether() {
    var next = months.missing(4).get(0);
    assertThat(months.missing(3)).isEmpty();

    List<CompletableFuture<Integer>> made =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> months.add(4).size()))
            .limit(4)
            .toList();

    assertThat(made.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(1);
    assertThat(months.missing(4)).isEmpty();
    String table = "audit_entry_" + next.toString().replace('-', '_');
    assertThat(database.count("pg_indexes WHERE tablename = '" + table + "'")).isEqualTo(5);
  }

  @Test
  void aMonthGoesWhenItIsOverForLongEnough() {
    oldMonthWith(3);
    add("key.created");
    Duration sinceThen = Duration.between(Instant.parse("2020-02-01T00:00:00Z"), Instant.now());

    assertThat(months.dropOldest(sinceThen.plusDays(1))).isZero();
    assertThat(months.dropOldest(sinceThen.minusDays(1))).isEqualTo(3);

    assertThat(months.dropOldest(NO_TIME)).as("the running month is not over").isZero();
    assertThat(database.count("pg_class WHERE relname = '" + OLD + "'")).isZero();
    assertThat(list()).hasSize(1);
  }

  @Test
  void whatAServerLeftHalfDoneIsDoneByTheNext() {
    oldMonthWith(3);
    sql("ALTER TABLE audit_entry DETACH PARTITION " + OLD);

    assertThat(months.dropOldest(Duration.ofDays(36_500))).isEqualTo(3);
  }

  @Test
  void severalServersDropAMonthOnce() {
    oldMonthWith(3);

    List<CompletableFuture<Integer>> dropped =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> months.dropOldest(NO_TIME)))
            .limit(4)
            .toList();

    assertThat(dropped.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(3);
  }

  @Test
  void whileSomebodyReadsItGoesLaterAndNobodyWhoActsWaitsForThat() throws SQLException {
    oldMonthWith(3);
    try (Connection reading = database.dataSource().getConnection()) {
      reading.setAutoCommit(false);
      reading.createStatement().execute("SELECT FROM audit_entry");

      CompletableFuture<Integer> dropping =
          CompletableFuture.supplyAsync(() -> months.dropOldest(NO_TIME));
      sql("SET statement_timeout = '500ms'");
      while (!dropping.isDone()) {
        add("key.created");
      }

      assertThat(dropping.join()).isZero();
      reading.rollback();
    }
    assertThat(months.dropOldest(NO_TIME)).isEqualTo(3);
  }

  private void oldMonthWith(int rows) {
    database.jdbc().sql("SELECT add_audit_month('2020-01-17')").query(Boolean.class).single();
    database
        .jdbc()
        .sql(
            """
            INSERT INTO audit_entry (
              id, at, actor_kind, actor, via, act, object_kind, result, details)
            SELECT audit_entry_id(at), at, 'SERVER', 'server', 'SERVER', 'test', 'TEST', 'DONE', '{}'
            FROM generate_series(1, :rows) AS day
            CROSS JOIN LATERAL (
              SELECT timestamptz '2020-01-01T00:00Z' + day * interval '1 day' AS at) AS times
            """)
        .param("rows", rows)
        .update();
    assertThat(database.count(OLD)).isEqualTo(rows);
  }

  private void add(String act) {
    entries.add(Actor.server(), Act.done(act, "TEST", null), null);
  }

  private List<AuditEntryView> list() {
    return entries.list(new AuditQuery(null, null, null, null, null, null, null, null, null, 200));
  }

  private String text(String query) {
    return database.jdbc().sql(query).query(String.class).single();
  }

  private void sql(String statement) {
    database.jdbc().sql(statement).update();
  }
}
