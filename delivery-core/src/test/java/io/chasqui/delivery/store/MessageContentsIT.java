package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Contents that no delivery names go, and what one is about to name stays. */
class MessageContentsIT {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String TEXT = "To all: the office is closed.";

  private static final String WITHOUT_ITS_CONTENT =
      """
      delivery_message WHERE content_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM message_content WHERE id = content_id)
      """;

  private static final TestDatabase database = TestDatabase.fresh();
  private static final DataSource source = database.pool();
  private static final JdbcClient jdbc = JdbcClient.create(source);
  private static final JdbcTransactionManager transactions = new JdbcTransactionManager(source);
  private static final TransactionTemplate transaction = new TransactionTemplate(transactions);

  private final NewDeliveryStore deliveries = new NewDeliveryStore(jdbc);
  private final MessageContentStore contents = new MessageContentStore(jdbc, transaction);

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message, message_content CASCADE").update();
  }

  @Test
  void whatNoDeliveryNamesGoesAfterAWhile() {
    add("2 days", TEXT);
    add("23 hours", TEXT);
    saying(add("2 days", TEXT));

    assertThat(contents.removeUnnamed(DAY, 10)).isEqualTo(1);

    assertThat(database.count("message_content")).isEqualTo(2);
    assertThat(database.count(WITHOUT_ITS_CONTENT)).isZero();
    assertThat(contents.removeUnnamed(DAY, 10)).isZero();
  }

  @Test
  void whatOnlyAMonthNamedThatIsGoneGoesAfterIt() {
    saying(add("2 days", TEXT));
    jdbc.sql("UPDATE delivery_state SET status = 'DELIVERED', completed_at = now()").update();
    assertThat(contents.removeUnnamed(DAY, 10)).isZero();
    TestMonths.endTheFirst(database);

    new MonthStore(jdbc, source).dropOldest(Duration.ZERO, () -> false);

    assertThat(contents.removeUnnamed(DAY, 10)).isEqualTo(1);
  }

  @Test
  void aLookIsAtSoManyAndTheNextOneGoesOnBehindThem() {
    List<UUID> named = IntStream.range(0, 25).mapToObj(i -> add("2 days", TEXT)).toList();
    named.forEach(this::saying);
    IntStream.range(0, 5).forEach(i -> add("2 days", TEXT));

    assertThat(IntStream.range(0, 4).map(i -> contents.removeUnnamed(DAY, 10)).sum()).isEqualTo(5);
    assertThat(database.count("message_content")).isEqualTo(25);
    assertThat(contents.removeUnnamed(DAY, 10)).as("from the beginning").isZero();
  }

  @Test
  void whatIsBeingSharedIsLeftAlone() {
    UUID content = add("2 days", TEXT);

    transaction.executeWithoutResult(
        status -> {
          assertThat(shared(TEXT)).contains(content);
          assertThat(elsewhere()).isZero();
          saying(content);
        });

    assertThat(contents.removeUnnamed(DAY, 10)).isZero();
    assertThat(database.count(WITHOUT_ITS_CONTENT)).isZero();
  }

  /** Its transaction is over: no lock tells of it. */
  @Test
  void whatWasSharedBetweenTheLookAndTheLockStays() {
    add("2 days", TEXT);

    assertThat(removedAfter(() -> sayInOneTransaction(TEXT))).isZero();

    assertThat(database.count("message_content")).isEqualTo(1);
    assertThat(database.count(WITHOUT_ITS_CONTENT)).isZero();
  }

  @Test
  void whoWantsToShareWhatIsBeingRemovedStoresItAnew() {
    UUID content = add("2 days", TEXT);
    CompletableFuture<UUID> saying =
        transaction.execute(
            status -> {
              assertThat(contents.removeUnnamed(DAY, 10)).isEqualTo(1);
              CompletableFuture<UUID> other =
                  CompletableFuture.supplyAsync(() -> sayInOneTransaction(TEXT));
              await().until(() -> database.count(TestDatabase.WAITING_HERE) > 0);
              return other;
            });

    assertThat(saying.join()).isNotEqualTo(content);
    assertThat(database.count("message_content")).isEqualTo(1);
    assertThat(database.count(WITHOUT_ITS_CONTENT)).isZero();
  }

  /** Contents are stored and committed before they are named, and some never are. */
  @Test
  void noDeliveryLosesItsContentHoweverManyShareAndRemove() {
    AtomicBoolean intakeIsOver = new AtomicBoolean();
    CompletableFuture<Integer> removing =
        CompletableFuture.supplyAsync(
            () -> {
              int removed = 0;
              while (!intakeIsOver.get()) {
                removed += contents.removeUnnamed(Duration.ZERO, 3);
              }
              return removed;
            });

    List<CompletableFuture<Void>> intakes =
        IntStream.range(0, 3)
            .mapToObj(
                i -> CompletableFuture.runAsync(() -> IntStream.range(0, 20).forEach(this::say)))
            .toList();
    intakes.forEach(CompletableFuture::join);
    intakeIsOver.set(true);

    assertThat(removing.join()).as("so that there was a race").isPositive();
    assertThat(database.count("delivery_message WHERE content_id IS NOT NULL")).isEqualTo(60);
    assertThat(database.count(WITHOUT_ITS_CONTENT)).isZero();
  }

  private void say(int number) {
    String text = "Text " + number;
    add("0", text);
    sayInOneTransaction(text);
  }

  /** What happens when somebody else commits just before contents are locked. */
  private int removedAfter(Runnable other) {
    TransactionTemplate late =
        new TransactionTemplate(transactions) {
          @Override
          public <T> T execute(TransactionCallback<T> action) {
            CompletableFuture.runAsync(other).join();
            return super.execute(action);
          }
        };
    return new MessageContentStore(jdbc, late).removeUnnamed(DAY, 10);
  }

  /** In another thread, and so by another connection. */
  private int elsewhere() {
    return CompletableFuture.supplyAsync(() -> contents.removeUnnamed(DAY, 10)).join();
  }

  /** As intake does it: what is there already is shared, else it is stored. */
  private UUID sayInOneTransaction(String text) {
    return transaction.execute(
        status -> {
          UUID content = shared(text).orElseGet(() -> add("0", text));
          saying(content);
          return content;
        });
  }

  private static Optional<UUID> shared(String text) {
    return jdbc.sql(
            """
            SELECT id FROM message_content
            WHERE sha256 = encode(sha256(convert_to(:text, 'UTF8')), 'hex') AND erased_at IS NULL
            LIMIT 1 FOR KEY SHARE
            """)
        .param("text", text)
        .query(UUID.class)
        .optional();
  }

  private static UUID add(String storedAgo, String text) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO message_content (id, text, sha256, personal, stored_at)
            VALUES (:id, :text, encode(sha256(convert_to(:text, 'UTF8')), 'hex'), false,
              now() - :storedAgo::interval)
            """)
        .param("id", id)
        .param("text", text)
        .param("storedAgo", storedAgo)
        .update();
    return id;
  }

  private void saying(UUID content) {
    DeliveryId id = DeliveryId.fresh();
    deliveries.addAll(List.of(new StoredDelivery(id, anEmail().build(), Instant.now(), null)));
    jdbc.sql(
            """
            UPDATE delivery_message SET content_id = :content, subject = NULL, message = NULL
            WHERE id = :id
            """)
        .param("content", content)
        .param("id", id.value())
        .update();
  }
}
