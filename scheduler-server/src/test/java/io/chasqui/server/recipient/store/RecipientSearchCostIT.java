package io.chasqui.server.recipient.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.server.recipient.FoundRecipients;
import io.chasqui.server.recipient.RecipientQuery;
import io.chasqui.server.recipient.SearchCursor;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long searches take. {@code -Dchasqui.recipients.rows=1000000} measures them at size; what
 * came of it stands in docs/performance.md.
 */
class RecipientSearchCostIT {

  private static final int ROWS = Integer.getInteger("chasqui.recipients.rows", 30_000);
  private static final int TIMES = 9;
  private static final Duration MOST = Duration.ofMillis(50);

  private static final AddressHashes hashes = new AddressHashes(new byte[] {1});
  private static final TestDatabase database = TestDatabase.fresh();
  private static RecipientSearch search;

  /** Names and addresses begin with the same few letters, as people's do. */
  @BeforeAll
  static void fill() {
    HikariDataSource pool = (HikariDataSource) database.pool();
    pool.addDataSourceProperty("options", "-c plan_cache_mode=force_generic_plan");
    JdbcClient jdbc = JdbcClient.create(pool);
    jdbc.sql(
            """
            INSERT INTO recipient (
              id, external_id, name, name_key, email, email_key, email_hash, phone, phone_hash,
              locale, tags, operator_code, attributes, created_at, updated_at)
            SELECT
              gen_random_uuid(), 'c-' || n, initcap(name), name, email, email, sha256(email::bytea),
              phone, sha256(phone::bytea), (ARRAY ['es', 'ru', 'en'])[1 + n % 3],
              CASE WHEN n % 10000 = 0 THEN ARRAY ['rare', 'all'] WHEN n % 2 = 0 THEN ARRAY ['half', 'all']
                ELSE ARRAY ['all'] END,
              (900 + n % 100)::text, jsonb_build_object('age', n % 90), now(), now()
            FROM (
              SELECT n, first || ' ' || md5(n::text) AS name,
                first || n || '@example.com' AS email, '+79' || lpad(n::text, 9, '0') AS phone
              FROM generate_series(1, :rows) AS n
              CROSS JOIN LATERAL (
                SELECT (ARRAY ['ana', 'luis', 'ivan', 'maria', 'zoe'])[1 + n % 5] AS first) AS names
            ) AS people
            """)
        .param("rows", ROWS)
        .update();
    jdbc.sql("VACUUM ANALYZE recipient").update();
    search =
        new RecipientSearch(
            jdbc, new TransactionTemplate(new JdbcTransactionManager(pool)), hashes);
  }

  @Test
  void eachTakesAtMostFiftyMilliseconds() {
    Map<String, RecipientQuery> queries = new LinkedHashMap<>();
    queries.put("no filter", query(null, null, null, null));
    queries.put("q=a", query("a", null, null, null));
    queries.put("q=ana", query("ana", null, null, null));
    queries.put("q=ana1", query("ana1", null, null, null));
    queries.put("q=+79", query("+79", null, null, null));
    queries.put("q=nobody", query("nobody", null, null, null));
    queries.put("q=zoe, tag=rare", query("zoe", "rare", null, null));
    queries.put("tag of all", query(null, "all", null, null));
    queries.put("tag of half", query(null, "half", null, null));
    queries.put("tag of few", query(null, "rare", null, null));
    queries.put("tag of nobody", query(null, "none", null, null));
    queries.put("operatorCode", query(null, null, "912", null));
    queries.put("locale", query(null, null, null, "ru"));
    queries.put("locale, tag of few", query(null, "rare", null, "ru"));
    queries.put("operatorCode, tag of half", query(null, "half", "912", null));
    queries.put("email", withAddress(EmailAddress.of("ana5@example.com"), null));
    queries.put("phone", withAddress(null, new PhoneNumber("+79000000005")));
    queries.put("page 200 of q=ana", after(queries.get("q=ana"), 200));
    queries.put("page 200 of all", after(queries.get("no filter"), 200));

    Map<String, Duration> medians = new LinkedHashMap<>();
    queries.forEach((name, query) -> medians.put(name, median(query)));

    medians.forEach(
        (name, median) ->
            System.out.printf(
                Locale.ROOT, "%,d rows, %s: %,d µs%n", ROWS, name, median.toNanos() / 1_000));
    assertThat(medians).allSatisfy((name, median) -> assertThat(median).as(name).isLessThan(MOST));
  }

  /** Whose address begins as the name does is found by the name, and passed over afterwards. */
  @Test
  void whereNamesEndAPageEndsTooHoweverManyArePassedOver() {
    RecipientQuery all = new RecipientQuery("ana", null, null, null, null, null, null, null, 200);
    Set<UUID> found = new HashSet<>();
    SearchCursor cursor = null;
    int pages = 0;
    int emptyPages = 0;
    do {
      FoundRecipients page = search.page(at(all, cursor, 200));
      page.entries().forEach(entry -> assertThat(found.add(entry.id())).isTrue());
      pages++;
      emptyPages += page.entries().isEmpty() ? 1 : 0;
      cursor = page.next();
    } while (cursor != null);

    assertThat(found).hasSize(ROWS / 5);
    assertThat(emptyPages).isBetween(ROWS / 5 / 5_000, ROWS / 5 / 5_000 + 1);
    assertThat(pages - emptyPages).isEqualTo(ROWS / 5 / 200);
  }

  private static RecipientQuery query(String beginning, String tag, String code, String locale) {
    return new RecipientQuery(beginning, null, null, null, tag, code, locale, null, 50);
  }

  private static RecipientQuery withAddress(EmailAddress email, PhoneNumber phone) {
    return new RecipientQuery(null, email, phone, null, null, null, null, null, 50);
  }

  private static RecipientQuery after(RecipientQuery query, int pages) {
    SearchCursor cursor = null;
    for (int i = 0; i < pages; i++) {
      FoundRecipients page = search.page(at(query, cursor));
      cursor = page.next() == null ? cursor : page.next();
    }
    return at(query, cursor);
  }

  private static RecipientQuery at(RecipientQuery query, SearchCursor cursor) {
    return at(query, cursor, 50);
  }

  private static RecipientQuery at(RecipientQuery query, SearchCursor cursor, int limit) {
    return new RecipientQuery(
        query.beginning(), null, null, null, query.tag(), null, null, cursor, limit);
  }

  private static Duration median(RecipientQuery query) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long begin = System.nanoTime();
      search.page(query);
      times.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    Collections.sort(times);
    return times.get(TIMES / 2);
  }
}
