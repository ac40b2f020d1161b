package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.endAlone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.PersonalData;
import io.chasqui.delivery.RecipientDeliveries;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What deliveries knew of people goes in time, and nothing else does. */
class PersonalDataIT {

  private static final Duration KEEP = Duration.ofDays(30);
  private static final String SECRET = "ana.maria";

  private static final TestDatabase database = TestDatabase.fresh();
  private static final DataSource source = database.pool();
  private static final JdbcClient jdbc = JdbcClient.create(source);
  private static final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(source));

  private final NewDeliveries intake = new NewDeliveryStore(jdbc);
  private final AttemptLedger ledger = new AttemptStore(jdbc);
  private final ActionLedger actions = new ActionStore(jdbc);
  private final DeliveryQueries queries = new DeliveryQueryStore(jdbc);
  private final PersonalData personalData = new PersonalDataStore(jdbc, transaction);

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message, message_content CASCADE").update();
  }

  @Test
  void whatNamesAPersonIsGoneFromEveryTable() {
    DeliveryId id = ended(secret());
    DeliveryId cancelled = fresh(secret());
    actions.cancel(cancelled);
    age(KEEP);
    assertThat(tablesThatHold(SECRET))
        .containsExactlyInAnyOrder("delivery_message", "delivery_state", "delivery_attempt");

    assertThat(personalData.erase(KEEP, 10)).isEqualTo(2);

    assertThat(tablesThatHold(SECRET)).isEmpty();
    DeliveryView erased = queries.find(id).orElseThrow();
    assertThat(erased.erasedAt()).isNotNull();
    assertThat(erased.recipient()).isNull();
    assertThat(erased.subject()).isNull();
    assertThat(erased.failureDetail()).isNull();
    assertThat(erased.providerMessageId()).isNull();
  }

  @Test
  void whatHappenedStays() {
    DeliveryId id = ended(secret());
    age(KEEP);
    DeliveryView before = queries.find(id).orElseThrow();

    personalData.erase(KEEP, 10);

    DeliveryView after = queries.find(id).orElseThrow();
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields(
            "recipient",
            "subject",
            "failureDetail",
            "providerMessageId",
            "erasedAt",
            "attempts.detail")
        .isEqualTo(before);
    assertThat(after.failureCode()).isEqualTo("RECIPIENT_REJECTED");
    assertThat(after.attempts()).singleElement().extracting("detail").isNull();
    assertThat(after.reportId()).as("what it carried").isEqualTo("report-1");
  }

  @Test
  void whatCarriedNoReportDoesNotSeemToHaveCarriedOne() {
    DeliveryId id = ended(secret().withoutReport());
    age(KEEP);

    personalData.erase(KEEP, 10);

    assertThat(queries.find(id).orElseThrow().reportId()).isNull();
  }

  @Test
  void ofOneRecipientItGoesAtOnceFromWhatHasEnded() {
    UUID ana = UUID.randomUUID();
    DeliveryId ended = ended(secret().ofRecipient(ana));
    DeliveryId waiting = fresh(secret().ofRecipient(ana));
    DeliveryId others = ended(secret().ofRecipient(UUID.randomUUID()));
    RecipientDeliveries recipients = new PersonalDataStore(jdbc, transaction);

    List<DeliveryId> all = recipients.page(ana, null, 10);
    assertThat(all).containsExactly(ended, waiting);
    assertThat(recipients.page(ana, ended, 10)).containsExactly(waiting);
    assertThat(recipients.waiting(all)).containsExactly(waiting);

    assertThat(recipients.erase(all)).isEqualTo(1);

    assertThat(queries.find(ended).orElseThrow().recipient()).isNull();
    assertThat(queries.find(waiting).orElseThrow().recipient()).isNotNull();
    assertThat(queries.find(others).orElseThrow().recipient()).isNotNull();
    assertThat(recipients.page(ana, null, 10)).containsExactly(waiting);
  }

  @Test
  void ofOneRecipientTheyBecomeAnothers() {
    UUID ana = UUID.randomUUID();
    UUID eva = UUID.randomUUID();
    DeliveryId id = fresh(secret().ofRecipient(ana));
    RecipientDeliveries recipients = new PersonalDataStore(jdbc, transaction);

    recipients.move(ana, eva);

    assertThat(recipients.page(ana, null, 10)).isEmpty();
    assertThat(recipients.page(eva, null, 10)).containsExactly(id);
  }

  @Test
  void whatEndedLaterKeepsIt() {
    ended(secret());
    age(KEEP.minusMinutes(1));

    assertThat(personalData.erase(KEEP, 10)).isZero();
    assertThat(tablesThatHold(SECRET)).isNotEmpty();
  }

  /** However long ago it began. */
  @ParameterizedTest
  @EnumSource(
      names = {"DELIVERED", "FAILED", "CANCELLED", "EXPIRED", "SUPPRESSED"},
      mode = Mode.EXCLUDE)
  void whatIsOpenOrUncertainKeepsIt(DeliveryStatus status) {
    DeliveryId id = fresh(secret());
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = :status, failure_code = 'ANY', due_at = '2020-01-01',
                completed_at = CASE WHEN :status = 'UNCERTAIN' THEN '2020-01-01'::timestamptz END
            """)
        .param("status", status.name())
        .update();

    assertThat(personalData.erase(KEEP, 10)).isZero();
    assertThat(queries.find(id).orElseThrow().recipient()).isNotNull();
  }

  @Test
  void whatIsUncertainLosesItOnceSomebodyKnows() {
    DeliveryId id = fresh(secret());
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = 'UNCERTAIN', failure_code = 'ANY', completed_at = '2020-01-01'
            """)
        .update();
    actions.confirm(id);
    assertThat(personalData.erase(KEEP, 10)).as("counted from then on").isZero();
    age(KEEP);

    assertThat(personalData.erase(KEEP, 10)).isEqualTo(1);
  }

  @Test
  void itGoesBatchByBatchAndOnlyOnce() {
    IntStream.range(0, 25).forEach(i -> ended(secret()));
    age(KEEP);

    assertThat(IntStream.range(0, 4).map(i -> personalData.erase(KEEP, 10)))
        .containsExactly(10, 10, 5, 0);
    assertThat(tablesThatHold(SECRET)).isEmpty();
  }

  @Test
  void whatSomebodyHoldsIsErasedTheNextTime() {
    DeliveryId held = ended(secret());
    ended(secret());
    age(KEEP);

    transaction.executeWithoutResult(
        status -> {
          actions.hold(held);
          assertThat(elsewhere(() -> personalData.erase(KEEP, 1))).isEqualTo(1);
          assertThat(elsewhere(() -> personalData.erase(KEEP, 1))).isZero();
        });

    assertThat(personalData.erase(KEEP, 1)).isEqualTo(1);
    assertThat(tablesThatHold(SECRET)).isEmpty();
  }

  @Test
  void onlyOneErasesAtATime() {
    ended(secret());
    ended(secret());
    age(KEEP);

    transaction.executeWithoutResult(
        status -> {
          assertThat(personalData.erase(KEEP, 1)).isEqualTo(1);
          assertThat(elsewhere(() -> personalData.erase(KEEP, 1))).isZero();
        });

    assertThat(personalData.erase(KEEP, 1)).isEqualTo(1);
  }

  @Test
  void whoAsksForThePersonFindsItNoMore() {
    ended(secret());
    age(KEEP);
    DeliveryQuery ofPerson =
        new DeliveryQuery(
            null, null, null, List.of(SECRET + "@example.org"), null, null, null, null, null, 10);
    assertThat(queries.list(ofPerson)).hasSize(1);

    personalData.erase(KEEP, 10);

    assertThat(queries.list(ofPerson)).isEmpty();
  }

  @Test
  void whatIsErasedIsNeverSentAgain() {
    DeliveryId id = ended(secret());
    age(KEEP);
    personalData.erase(KEEP, 10);

    assertThat(actions.revive(id)).isEmpty();
    assertThatThrownBy(() -> new PreviousStore(jdbc).revive(id))
        .as("by a server of the version before")
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("delivery_erased_has_ended");
    assertThat(claim(id)).isEmpty();
    assertThat(queries.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.FAILED);
  }

  @Test
  void whatAContentSaysIsSentAndShown() {
    DeliveryId id = fresh(secret());
    say(content(true), id);

    assertThat(claim(id))
        .singleElement()
        .satisfies(
            claimed -> {
              assertThat(claimed.subject()).isEqualTo("About " + SECRET);
              assertThat(claimed.message()).isEqualTo("Shared " + SECRET);
            });
    assertThat(queries.find(id).orElseThrow().subject()).isEqualTo("About " + SECRET);
  }

  @Test
  void aContentThatTellsOfAPersonGoesWithTheLastDeliveryThatSaysIt() {
    UUID content = content(true);
    say(content, ended(secret()));
    age(KEEP);
    say(content, ended(secret()));

    personalData.erase(KEEP, 10);
    assertThat(tablesThatHold("Shared " + SECRET)).containsExactly("message_content");
    age(KEEP);
    personalData.erase(KEEP, 10);

    assertThat(tablesThatHold(SECRET)).isEmpty();
    assertThat(database.count("message_content WHERE erased_at IS NOT NULL")).isEqualTo(1);
  }

  /** It was found by what it says, and its delivery is not there yet. */
  @Test
  void aContentThatIsJustBeingSharedStaysWhole() {
    UUID content = content(true);
    say(content, ended(secret()));
    age(KEEP);
    CompletableFuture<Integer> erasing =
        transaction.execute(
            status -> {
              jdbc.sql("SELECT id FROM message_content FOR KEY SHARE").query(UUID.class).list();
              CompletableFuture<Integer> other =
                  CompletableFuture.supplyAsync(() -> personalData.erase(KEEP, 10));
              await().until(() -> other.isDone() || database.count(TestDatabase.WAITING_HERE) > 0);
              say(content, fresh(secret()));
              return other;
            });

    assertThat(erasing.join()).isEqualTo(1);

    assertThat(database.count("message_content WHERE text IS NOT NULL")).isEqualTo(1);
  }

  @Test
  void aContentThatNamesNobodyStays() {
    say(content(false), ended(secret()));
    age(KEEP);

    personalData.erase(KEEP, 10);

    assertThat(database.count("message_content WHERE text IS NOT NULL")).isEqualTo(1);
    assertThat(tablesThatHold(SECRET)).containsExactly("message_content");
  }

  @Test
  void aMessageIsWholeOrErased() {
    fresh(secret());

    for (String half :
        List.of("recipient = NULL", "message = NULL", "recipient = NULL, message = NULL")) {
      assertThatThrownBy(() -> jdbc.sql("UPDATE delivery_message SET " + half).update())
          .hasMessageContaining("delivery_whole_or_erased");
    }
  }

  private static UUID content(boolean isPersonal) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO message_content (id, subject, text, sha256, personal)
            VALUES (:id, :subject, :text, repeat('0', 64), :personal)
            """)
        .param("id", id)
        .param("subject", "About " + SECRET)
        .param("text", "Shared " + SECRET)
        .param("personal", isPersonal)
        .update();
    return id;
  }

  /** In place of a text of its own. */
  private static void say(UUID content, DeliveryId id) {
    jdbc.sql(
            """
            UPDATE delivery_message SET content_id = :content, subject = NULL, message = NULL
            WHERE id = :id
            """)
        .param("content", content)
        .param("id", id.value())
        .update();
  }

  /** In another thread, and so by another connection. */
  private static int elsewhere(Supplier<Integer> erasing) {
    return CompletableFuture.supplyAsync(erasing).join();
  }

  private static TestDeliveries secret() {
    return TestDeliveries.to(Channel.EMAIL, EmailAddress.of(SECRET + "@example.org"))
        .withSubject("For " + SECRET)
        .withMessage("Dear " + SECRET)
        .withAttachmentName(SECRET + ".pdf");
  }

  private DeliveryId fresh(TestDeliveries delivery) {
    DeliveryId id = DeliveryId.fresh();
    intake.addAll(List.of(new StoredDelivery(id, delivery.build(), Instant.now(), null)));
    return id;
  }

  /** One that failed, and which the provider had accepted before. */
  private DeliveryId ended(TestDeliveries delivery) {
    DeliveryId id = fresh(delivery);
    assertThat(claim(id)).hasSize(1);
    Outcome outcome = new Outcome.PermanentFailure("RECIPIENT_REJECTED", "550 no " + SECRET);
    endAlone(
        ledger,
        new EndOfAttempt(id, 1, AttemptPhase.ANSWERED, outcome, true),
        DeliveryStatus.FAILED);
    jdbc.sql("UPDATE delivery_state SET provider_message_id = :id WHERE id = :delivery")
        .param("id", "for-" + SECRET)
        .param("delivery", id.value())
        .update();
    return id;
  }

  private List<ClaimedDelivery> claim(DeliveryId id) {
    return ledger.claim(
        List.of(id), TestDeliveries.worker("w"), Duration.ofMinutes(5), "test:peer");
  }

  /** As if all that has ended had done so earlier. */
  private static void age(Duration by) {
    jdbc.sql("UPDATE delivery_state SET completed_at = completed_at - :millis * interval '1 ms'")
        .param("millis", by.toMillis())
        .update();
  }

  private static List<String> tablesThatHold(String text) {
    return jdbc
        .sql(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace
              AND relkind IN ('r', 'p') AND NOT relispartition
            """)
        .query(String.class)
        .list()
        .stream()
        .filter(table -> database.count(table + " AS t WHERE t::text LIKE '%" + text + "%'") > 0)
        .toList();
  }
}
