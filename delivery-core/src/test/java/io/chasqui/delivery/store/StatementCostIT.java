package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.PersonalData;
import io.chasqui.delivery.ReportNeeds;
import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.StatementPlans;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What statements read that are about few among many deliveries and months. Buffers are counted,
 * not milliseconds: they are the same on every machine. Plans know no values, as in our pools.
 */
class StatementCostIT {

  private static final int MONTHS = 14;
  private static final Instant NOW = Instant.now();
  private static final CorrelationId BIG = new CorrelationId("big");

  private static final TestDatabase database = TestDatabase.fresh();
  private static final JdbcClient jdbc = database.jdbc();
  private static final DataSource pool = database.pool();

  private static final StatementPlans plans = new StatementPlans(jdbc);

  private final ReportNeeds needs = new ReportNeedStore(jdbc);
  private final PersonalData personalData =
      new PersonalDataStore(
          JdbcClient.create(pool), new TransactionTemplate(new JdbcTransactionManager(pool)));

  @BeforeAll
  static void thereAreMonths() {
    TestMonths.inPlaceOfTheFirst(jdbc, MONTHS);
    jdbc.sql("SET plan_cache_mode = force_generic_plan").update();
    plans.prepare(
        "own_carriers (text, uuid)", ReportNeedStore.OF_ITS_CORRELATION_ID, "report", "before");
    plans.prepare(
        "other_carriers (text, uuid)",
        ReportNeedStore.OF_OTHER_CORRELATION_IDS,
        "report",
        "before");
    plans.prepare("find_overdue", OverdueDeliveries.FIND);
    plans.prepare(
        "end_overdue (uuid[], uuid, uuid)", OverdueDeliveries.END, "ids", "leastId", "greatestId");
    plans.prepare(
        "claim (uuid[], uuid, uuid, bigint, text, uuid, text, boolean)",
        AttemptStore.claim(new Refusals(SuppressionSettings.DEFAULT)),
        "ids",
        "leastId",
        "greatestId",
        "leaseMillis",
        "channelKey",
        "workerId",
        "worker",
        "reports");
    plans.prepare(
        "allow (uuid[], int[], uuid, uuid)",
        SendPermissions.allowAll(
            new Refusals(SuppressionSettings.DEFAULT).ofLastBytes(SendPermissions.PROVIDER)),
        "ids",
        "attempts",
        "leastId",
        "greatestId");
    plans.prepare("erase_contents (uuid[])", PersonalDataStore.ERASE_CONTENTS, "contents");
  }

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message, message_content CASCADE").update();
  }

  /** As where all of a month came of one mailing: PostgreSQL then knows of no other report. */
  @ParameterizedTest
  @ValueSource(strings = {"own_carriers", "other_carriers"})
  void whetherAnyNeedsAReportThatNoneNamesReadsNoMonthAsItLies(String statement) throws Exception {
    store(20_000, statement.startsWith("own") ? "'big'" : "'one-' || i", "DELIVERED");

    assertThat(plans.buffers(statement + " ('absent', '%s')".formatted(new UUID(-1, -1))))
        .isLessThanOrEqualTo(3 * MONTHS);
  }

  /** Those of a mailing may have correlation ids of their own. */
  @ParameterizedTest
  @ValueSource(strings = {"own_carriers", "other_carriers"})
  void whetherAReportIsNeededCostsAsMuchHoweverManyCarryIt(String statement) throws Exception {
    String correlationId = statement.startsWith("own") ? "'big'" : "'one-' || i";
    store(2_000, correlationId, "DELIVERED");
    int few = plans.buffers(statement + " ('big', '%s')".formatted(new UUID(-1, -1)));

    store(18_000, correlationId, "DELIVERED");

    assertThat(plans.buffers(statement + " ('big', '%s')".formatted(new UUID(-1, -1))))
        .as("buffers, which are %s with a tenth", few)
        .isLessThanOrEqualTo(few * 6 / 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'big'", "'one-' || i"})
  void aReportIsNeededThoughOnlyTheOldestOfManyPagesNeedsIt(String correlationId) {
    store(3 * ReportNeedStore.PAGE, correlationId, "DELIVERED");
    assertThat(needs.neededAfter(BIG, NOW.minus(Duration.ofDays(1)))).isEmpty();
    jdbc.sql(
            """
            UPDATE delivery_state SET status = 'QUEUED', completed_at = NULL
            WHERE id = (SELECT id FROM delivery_state ORDER BY id LIMIT 1)
            """)
        .update();

    assertThat(needs.neededAfter(BIG, NOW.minus(Duration.ofDays(1)))).isPresent();
  }

  @Test
  void theNewestDeliveriesSayUntilWhenAReportIsNeeded() {
    store(3 * ReportNeedStore.PAGE, "'big'", "DELIVERED");

    assertThat(needs.neededAfter(BIG, NOW.minus(Duration.ofDays(500))))
        .hasValueSatisfying(
            until -> assertThat(until).isAfter(NOW.minus(Duration.ofDays(40))).isBefore(NOW));
  }

  @Test
  void aLookForPassedDeadlinesReadsAnIndexPageOrTwoOfEachMonth() throws Exception {
    store(20_000, "'any'", "DELIVERED");

    assertThat(plans.buffers("find_overdue")).isLessThanOrEqualTo(2 * MONTHS);
  }

  @Test
  void whatIsOverdueIsEndedInItsMonthAndNoOtherIsRead() throws Exception {
    store(14_000, "'any'", "DELIVERED");
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = 'SCHEDULED', completed_at = NULL, expires_at = now() - interval '1 minute'
            WHERE id = ANY (ARRAY (
              SELECT id FROM delivery_state
              WHERE id >= first_delivery_id(
                (date_trunc('month', now() AT TIME ZONE 'UTC') - interval '3 months')
                  AT TIME ZONE 'UTC')
              ORDER BY id LIMIT 500))
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE delivery_state").update();
    List<UUID> overdue = jdbc.sql(OverdueDeliveries.FIND).query(UUID.class).list();
    IdRange range = IdRange.of(overdue);
    String ids =
        overdue.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "ARRAY[", "]"));

    String plan =
        plans.explain(
            "end_overdue (%s::uuid[], '%s', '%s')".formatted(ids, range.least(), range.greatest()));

    assertThat(overdue).hasSize(500);
    assertThat(read(plan)).as(plan).isEqualTo(1);
    assertThat(new OverdueDeliveries(jdbc).expire()).as("after a look at the plan").isEmpty();
    assertThat(count("status = 'EXPIRED'")).isEqualTo(500);
  }

  /**
   * A mailing shares one, and loses its recipients batch by batch. Some pages of the index are read
   * until vacuum comes; passing the messages cost 15 times as much at last as at first.
   */
  @Test
  void aLookWhetherAContentIsStillToBeSaidDoesNotPassAllThatWasErased() throws Exception {
    store(20_000, "'any'", "DELIVERED");
    String look = "erase_contents (ARRAY['%s'::uuid])".formatted(shareAContent());
    erase(1_000);
    int first = plans.buffers(look);

    for (int batch = 2; batch < 20; batch++) {
      erase(1_000);
    }

    assertThat(plans.buffers(look))
        .as("buffers, which are %s at first", first)
        .isLessThanOrEqualTo(4 * first);
    assertThat(database.count("message_content WHERE text IS NOT NULL")).isEqualTo(1);
  }

  /** And as much however many are suppressed, one look into an index for each delivery. */
  @Test
  void aClaimReadsTheRowsThatItTakesOnceAndOneMonth() throws Exception {
    store(14_000, "'any'", "DELIVERED");
    jdbc.sql("UPDATE delivery_state SET status = 'SCHEDULED', completed_at = NULL").update();
    jdbc.sql("UPDATE delivery_message SET address_hash = sha256(id::text::bytea)").update();
    jdbc.sql("VACUUM FULL ANALYZE delivery_message, delivery_state").update();
    int before = plans.buffers(claimOf(100));
    jdbc.sql(
            """
            INSERT INTO suppression (id, channel, address_hash, reason, since)
            SELECT gen_random_uuid(), 'EMAIL', sha256(i::text::bytea), 'MANUAL', now()
            FROM generate_series(1, 100000) AS i
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE suppression").update();

    String plan = plans.explain(claimOf(100));

    assertThat(read(plan)).as(plan).isEqualTo(1);
    assertThat(read(plan, "delivery_message")).as(plan).isEqualTo(1);
    assertThat(plans.buffers(claimOf(100)))
        .as("buffers, which are %s where nobody is suppressed", before)
        .isLessThanOrEqualTo(before + 4 * 100);
    jdbc.sql("TRUNCATE suppression").update();
  }

  @Test
  void aPermissionReadsOneMonthOfEachTable() throws Exception {
    store(14_000, "'any'", "DELIVERED");
    jdbc.sql("UPDATE delivery_state SET status = 'SCHEDULED', completed_at = NULL").update();
    jdbc.sql("VACUUM FULL ANALYZE delivery_message, delivery_state").update();
    plans.explain(claimOf(100));
    jdbc.sql("VACUUM ANALYZE delivery_attempt").update();
    List<UUID> taken =
        jdbc.sql("SELECT id FROM delivery_state WHERE status = 'SENDING'").query(UUID.class).list();
    IdRange range = IdRange.of(taken);

    String plan =
        plans.explain(
            "allow (%s::uuid[], array_fill(1, ARRAY[100]), '%s', '%s')"
                .formatted(array(taken), range.least(), range.greatest()));

    assertThat(database.count("delivery_attempt WHERE phase = 'TRANSMITTING'")).isEqualTo(100);
    for (String table : List.of("delivery_state", "delivery_message", "delivery_attempt")) {
      assertThat(read(plan, table)).as(table + plan).isEqualTo(1);
    }
    assertThat(buffers(plan)).as(plan).isLessThan(100 * 40);
  }

  private static int buffers(String plan) throws Exception {
    return new ObjectMapper().readTree(plan).path(0).path("Plan").path("Shared Hit Blocks").asInt();
  }

  private static String array(List<UUID> ids) {
    return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "ARRAY[", "]"));
  }

  /** Of a month that is full. */
  private static String claimOf(int count) {
    List<UUID> ids =
        jdbc.sql(
                """
                SELECT id FROM delivery_state
                WHERE status = 'SCHEDULED' AND id >= first_delivery_id(
                  (date_trunc('month', now() AT TIME ZONE 'UTC') - interval '3 months')
                    AT TIME ZONE 'UTC')
                ORDER BY id LIMIT :count
                """)
            .param("count", count)
            .query(UUID.class)
            .list();
    IdRange range = IdRange.of(ids);
    return "claim (%s::uuid[], '%s', '%s', 60000, 'test:peer', '%s', 'w', true)"
        .formatted(array(ids), range.least(), range.greatest(), new UUID(0, 1));
  }

  /** By all deliveries. */
  private static UUID shareAContent() {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO message_content (id, text, sha256, personal)
            VALUES (:id, 'Hi', repeat('0', 64), true)
            """)
        .param("id", id)
        .update();
    jdbc.sql("UPDATE delivery_message SET content_id = :id, message = NULL")
        .param("id", id)
        .update();
    jdbc.sql("VACUUM ANALYZE delivery_message, message_content").update();
    return id;
  }

  /** As the product does it: a batch is seen by the next one as it is left. */
  private void erase(int batch) {
    assertThat(personalData.erase(Duration.ZERO, batch)).isEqualTo(batch);
  }

  /** How many months a plan has looked into. */
  private static long read(String plan) throws Exception {
    return read(plan, "delivery_state");
  }

  private static long read(String plan, String tables) throws Exception {
    return new ObjectMapper()
        .readTree(plan).findParents("Relation Name").stream()
            .filter(node -> node.path("Node Type").asText().contains("Scan"))
            .map(node -> node.path("Relation Name").asText())
            .filter(table -> table.startsWith(tables))
            .distinct()
            .count();
  }

  /** Spread over all months, the newest a day old; what has ended did so at its time. */
  private static void store(int count, String correlationId, String status) {
    jdbc.sql(
            """
            WITH times AS MATERIALIZED (
              SELECT i, at, uuidv7(at - clock_timestamp()) AS id
              FROM generate_series(1, :count) AS i
              CROSS JOIN LATERAL (
                SELECT date_trunc('day', now()) - interval '1 day'
                  - (:count - i) * interval '390 days' / :count AS at) AS moment
            ), messages AS (
              INSERT INTO delivery_message (
                id, correlation_id, report_id, channel, recipient_kind, recipient, message,
                on_unknown, created_at, origin_kind)
              SELECT id, %s, 'big', 'EMAIL', 'EMAIL_ADDRESS', 'a@b.example', 'Hi', 'RESEND', at,
                'REQUEST'
              FROM times
            )
            INSERT INTO delivery_state (
              id, channel, band, status, scheduled_time, due_at, completed_at)
            SELECT id, 'EMAIL', 'DIRECT', :status, at, at, at FROM times
            """
                .formatted(correlationId))
        .param("count", count)
        .param("status", status)
        .update();
    jdbc.sql("VACUUM ANALYZE delivery_message, delivery_state").update();
  }

  private static int count(String condition) {
    return jdbc.sql("SELECT count(*) FROM delivery_state WHERE " + condition)
        .query(Integer.class)
        .single();
  }
}
