package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.SendPermission;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.delivery.address.PushSubscription;
import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.delivery.suppression.SuppressionSettings.AppliesTo;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one statement, asked when attempts are made and before their last bytes: a row for each code.
 */
class RefusalsIT {

  private static final String KEY = "test:peer";
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final UUID RECIPIENT = UUID.fromString("0195d000-0000-7000-8000-000000000001");
  private static final String HASH = "decode(repeat('ab', 32), 'hex')";
  private static final String OTHER_HASH = "decode(repeat('cd', 32), 'hex')";

  private static final TestDatabase database = TestDatabase.fresh();
  private static final JdbcClient jdbc = database.jdbc();
  private static final NewDeliveries intake = new NewDeliveryStore(jdbc);
  private static final AttemptLedger ledger = new AttemptStore(jdbc);

  @BeforeEach
  void clear() {
    sql("TRUNCATE delivery_message CASCADE");
    sql("TRUNCATE suppression, recipient CASCADE");
    sql("TRUNCATE channel_pause");
    sql(
        """
        INSERT INTO recipient (
          id, email, email_key, email_hash, version, created_at, updated_at)
        VALUES ('%s', 'new@example.com', 'new@example.com', %s, 1, now(), now())
        """
            .formatted(RECIPIENT, OTHER_HASH));
  }

  /** What the judgement rests on comes true between a claim and its last byte, or before both. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whatIsRefusedIsNotClaimed(Case one) {
    DeliveryId id = stored();
    sql(one.given(id));

    assertThat(claimed(id)).isNull();

    assertThat(standing(id).refusal()).isEqualTo(one.refusal());
    assertThat(count("delivery_attempt")).as("attempts").isZero();
    assertThat(count("delivery_state WHERE attempt > 0")).as("attempts that were burnt").isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whatIsRefusedMeanwhileDoesNotGetItsLastByte(Case one) {
    DeliveryId id = stored();
    assertThat(claimed(id)).isNotNull();
    sql(one.given(id));

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.refused(one.refusal()));
    assertThat(count("delivery_attempt WHERE phase = 'TRANSMITTING'")).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whoAsksAgainIsToldToo(Case one) {
    DeliveryId id = stored();
    assertThat(claimed(id)).isNotNull();
    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
    sql(one.given(id));

    assertThat(ledger.lastByteAgain(id, 1)).isEqualTo(SendPermission.refused(one.refusal()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whatEndsByItEndsWithItsReasonAndOnlyWhileThatHolds(Case one) {
    DeliveryId id = stored();
    Refusal why = one.refusal();
    if (!why.isFinal()) {
      return;
    }
    assertThat(ledger.refuse(id, KEY, why)).as("before it is so").isFalse();
    sql(one.given(id));

    assertThat(ledger.refuse(id, KEY, why)).isTrue();

    assertThat(text("status", id)).isEqualTo(why.verdict().name());
    assertThat(text("failure_code", id)).isEqualTo(why.code());
    assertThat(text("attempt::text", id)).isEqualTo("0");
  }

  /** Whoever is first in the order of docs/suppression.md says what becomes of it. */
  @Test
  void theFirstOfTheReasonsDecides() {
    List<Case> ordered = refusals().toList();
    for (int first = 0; first < ordered.size(); first++) {
      clear();
      DeliveryId id = stored();
      for (Case one : ordered.subList(first, ordered.size())) {
        sql(one.given(id));
      }

      assertThat(standing(id).refusal())
          .as("from %s on", first)
          .isEqualTo(ordered.get(first).refusal());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // what is over
        "channel, address_hash, reason, until | 'EMAIL', {hash}, 'HARD_BOUNCE', now()",
        // what is of another channel, address or category
        "channel, address_hash, reason | 'SMS', {hash}, 'MANUAL'",
        "channel, address_hash, reason | 'EMAIL', {other}, 'MANUAL'",
        "channel, address_hash, reason, category | 'EMAIL', {hash}, 'UNSUBSCRIBED', 'other'",
        "channel, recipient_id, reason | 'SMS', '{recipient}', 'MANUAL'",
        // what the delivery itself has shown: a person wants it sent all the same
        "channel, address_hash, reason, source_delivery | 'EMAIL', {hash}, 'HARD_BOUNCE', '{id}'"
      })
  void anotherSuppressionStopsNothing(String columnsAndValues) {
    DeliveryId id = storedWithoutRecipient();
    sql(suppression(columnsAndValues, id));

    assertThat(claimed(id)).isNotNull();
    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
  }

  @Test
  void nobodyUnsubscribesFromAMandatoryCategory() {
    DeliveryId id = stored();
    sql("UPDATE delivery_message SET category = 'security'");
    sql(
        suppression(
            "channel, address_hash, reason, category | 'EMAIL', {other}, 'UNSUBSCRIBED',"
                + " 'security'",
            id));
    sql("INSERT INTO recipient_preference (recipient_id) VALUES ('%s')".formatted(RECIPIENT));
    sql(
        "INSERT INTO recipient_category (recipient_id, category, enabled) VALUES ('%s',"
                .formatted(RECIPIENT)
            + " 'security', false)");

    assertThat(claimed(id)).isNotNull();
  }

  /** Whoever tries what is to be sent gets it whatever they want, unless they must not. */
  @Test
  void aTestGoesByNoPreferenceAndByEverySuppression() {
    DeliveryId wanted = stored();
    DeliveryId spared = stored();
    sql("UPDATE delivery_message SET origin_kind = 'TEST'");
    sql(
        "INSERT INTO recipient_preference (recipient_id, blocked_channels) VALUES ('"
            + RECIPIENT
            + "', '{EMAIL}')");

    assertThat(claimed(wanted)).isNotNull();

    sql(suppression("channel, recipient_id, reason | 'EMAIL', '{recipient}', 'MANUAL'", spared));
    assertThat(claimed(spared)).isNull();
  }

  @Test
  void anyOtherReasonHoldsForAMandatoryCategory() {
    DeliveryId id = stored();
    sql("UPDATE delivery_message SET category = 'security'");
    sql(suppression("channel, address_hash, reason | 'EMAIL', {other}, 'COMPLAINT'", id));

    assertThat(claimed(id)).isNull();
  }

  @Test
  void whoIsInTheDirectoryIsWrittenToAtTheAddressThatIsThereNow() {
    assertThat(claimed(stored()).recipient().value()).isEqualTo("new@example.com");
    assertThat(claimed(storedWithoutRecipient()).recipient().value()).isEqualTo("ivan@example.com");
  }

  @Test
  void theDeliverySaysWhereItWentWhateverTheDirectorySaysLater() {
    DeliveryId moved = stored();
    DeliveryId stayed = storedWithoutRecipient();
    assertThat(claimed(moved)).isNotNull();
    assertThat(claimed(stayed)).isNotNull();
    sql("UPDATE recipient SET email = 'third@example.com', email_hash = sha256('third')");

    assertThat(recipient(moved)).isEqualTo("new@example.com");
    assertThat(recipient(stayed)).isEqualTo("ivan@example.com");
    assertThat(count("delivery_message WHERE address_hash = " + OTHER_HASH)).isEqualTo(1);
  }

  /** It goes to the address of its claim, and is judged by that. */
  @Test
  void anAddressThatChangesBeforeTheLastByteChangesNothing() {
    DeliveryId id = stored();
    assertThat(claimed(id)).isNotNull();
    sql("UPDATE recipient SET email = 'third@example.com', email_hash = sha256('third')");
    sql(suppression("channel, address_hash, reason | 'EMAIL', {other}, 'COMPLAINT'", id));

    assertThat(ledger.lastByte(id, 1))
        .isEqualTo(SendPermission.refused(new Refusal(Refusal.Verdict.SUPPRESSED, "COMPLAINT")));
  }

  private static String recipient(DeliveryId id) {
    return jdbc.sql("SELECT recipient FROM delivery_message WHERE id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  /** Whoever uses it now must not see what was for who used it before. */
  @Test
  void aBrowserThatBecomesAnothersGetsNothingOfWhoHadItBefore() {
    UUID browser = browserOf(RECIPIENT);
    DeliveryId claimed = storedForBrowser(browser);
    DeliveryId allowed = storedForBrowser(browser);
    DeliveryId waiting = storedForBrowser(browser);
    assertThat(claimed(claimed)).isNotNull();
    assertThat(claimed(allowed)).isNotNull();
    assertThat(ledger.lastByte(allowed, 1)).isEqualTo(SendPermission.ALLOWED);
    sql("UPDATE push_subscription SET recipient_id = '%s'".formatted(another()));

    Refusal gone = new Refusal(Refusal.Verdict.SUPPRESSED, "PUSH_GONE");
    assertThat(ledger.lastByte(claimed, 1)).isEqualTo(SendPermission.refused(gone));
    assertThat(ledger.lastByteAgain(allowed, 1)).isEqualTo(SendPermission.refused(gone));
    assertThat(claimed(waiting)).isNull();
    assertThat(standing(waiting).refusal()).isEqualTo(gone);
  }

  @Test
  void aBrowserThatMovesWithItsDeliveriesGetsThem() {
    DeliveryId id = storedForBrowser(browserOf(RECIPIENT));
    assertThat(claimed(id)).isNotNull();
    UUID another = another();
    sql("UPDATE push_subscription SET recipient_id = '%s'".formatted(another));
    sql("UPDATE delivery_message SET recipient_id = '%s'".formatted(another));

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
  }

  private static UUID another() {
    UUID id = UUID.randomUUID();
    sql(
        "INSERT INTO recipient (id, version, created_at, updated_at) VALUES ('%s', 1, now(), now())"
            .formatted(id));
    return id;
  }

  private static UUID browserOf(UUID recipient) {
    UUID id = UUID.randomUUID();
    sql(
        """
        INSERT INTO push_subscription (id, recipient_id, endpoint, p256dh, auth)
        VALUES ('%s', '%s', 'https://push.example/x', repeat('B', 87), repeat('A', 22))
        """
            .formatted(id, recipient));
    return id;
  }

  private static DeliveryId storedForBrowser(UUID browser) {
    DeliveryId id = DeliveryId.fresh();
    TestDeliveries push =
        TestDeliveries.to(Channel.PUSH, new PushSubscription(browser))
            .withoutReport()
            .onLane(Lane.of(Channel.PUSH, "https://push.example:443"))
            .ofRecipient(RECIPIENT);
    intake.addAll(List.of(new StoredDelivery(id, push.build(), Instant.now(), null)));
    return id;
  }

  /** A suppression of the old address ends with it. */
  @Test
  void aChangedAddressIsJudgedByItself() {
    DeliveryId id = stored();
    sql(suppression("channel, address_hash, reason | 'EMAIL', {hash}, 'HARD_BOUNCE'", id));

    assertThat(claimed(id)).isNotNull();
  }

  @Test
  void whatAnOlderVersionHasStoredHasNoHashAndIsSent() {
    DeliveryId id = storedWithoutRecipient();
    sql("UPDATE delivery_message SET address_hash = NULL");
    sql(suppression("channel, address_hash, reason | 'EMAIL', {hash}, 'MANUAL'", id));

    assertThat(claimed(id)).isNotNull();
  }

  @Test
  void onlyNotificationsAreHeldBackWhereItIsSoSet() {
    SuppressionSettings settings =
        new SuppressionSettings(null, Duration.ofDays(90), AppliesTo.NOTIFICATIONS);
    AttemptLedger lenient = new AttemptStore(jdbc, new Suppressions(jdbc, settings), settings);
    DeliveryId ofARequest = storedWithoutRecipient();
    DeliveryId ofAMailing = storedWithoutRecipient();
    sql(suppression("channel, address_hash, reason | 'EMAIL', {hash}, 'MANUAL'", ofARequest));
    sql(
        "UPDATE delivery_message SET origin_kind = 'MAILING', origin_id = id WHERE id = '%s'"
            .formatted(ofAMailing));

    assertThat(
            lenient.claim(
                List.of(ofARequest, ofAMailing), TestDeliveries.worker("w"), A_MINUTE, KEY))
        .extracting(ClaimedDelivery::id)
        .containsExactly(ofARequest);
  }

  @Test
  void ofManyOnlyThoseAreTakenThatNothingRefuses() {
    List<DeliveryId> all = Stream.generate(this::storedWithoutRecipient).limit(5).toList();
    sql(
        "UPDATE delivery_message SET address_hash = %s WHERE id = '%s'"
            .formatted(OTHER_HASH, all.get(3)));
    sql(suppression("channel, address_hash, reason | 'EMAIL', {other}, 'MANUAL'", all.get(3)));

    assertThat(ledger.claim(all, TestDeliveries.worker("w"), A_MINUTE, KEY))
        .extracting(ClaimedDelivery::id)
        .containsExactlyInAnyOrder(all.get(0), all.get(1), all.get(2), all.get(4));
    assertThat(count("delivery_attempt")).isEqualTo(4);
  }

  /** In the order in which they are judged. */
  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            Refusal.Verdict.CANCELLED,
            "RECIPIENT_ERASED",
            "UPDATE recipient SET email = NULL, email_key = NULL, erased_at = now()"),
        new Case(
            Refusal.Verdict.EXPIRED,
            "EXPIRED",
            "UPDATE delivery_state SET expires_at = now() - interval '1 second'"),
        suppressed("COMPLAINT", "channel, address_hash, reason | 'EMAIL', {other}, 'COMPLAINT'"),
        suppressed(
            "HARD_BOUNCE",
            "channel, address_hash, reason, until | 'EMAIL', {other}, 'HARD_BOUNCE', now() +"
                + " interval '1 day'"),
        suppressed("MANUAL", "channel, recipient_id, reason | 'EMAIL', '{recipient}', 'MANUAL'"),
        suppressed("PUSH_GONE", "channel, address_hash, reason | 'EMAIL', {other}, 'PUSH_GONE'"),
        suppressed(
            "STOP_KEYWORD", "channel, address_hash, reason | 'EMAIL', {other}, 'STOP_KEYWORD'"),
        suppressed(
            "TELEGRAM_BLOCKED",
            "channel, address_hash, reason | 'EMAIL', {other}, 'TELEGRAM_BLOCKED'"),
        suppressed(
            "TELEGRAM_STOPPED",
            "channel, address_hash, reason | 'EMAIL', {other}, 'TELEGRAM_STOPPED'"),
        suppressed(
            "UNSUBSCRIBED",
            "channel, recipient_id, reason, category | NULL, '{recipient}', 'UNSUBSCRIBED',"
                + " 'general'"),
        suppressed(
            "UNSUBSCRIBED",
            "channel, address_hash, reason, category | 'EMAIL', {other}, 'UNSUBSCRIBED',"
                + " 'general'"),
        suppressed(
            "WEBHOOK_GONE", "channel, address_hash, reason | 'EMAIL', {other}, 'WEBHOOK_GONE'"),
        preferring(
            "INSERT INTO recipient_preference (recipient_id, blocked_channels) VALUES"
                + " ('{recipient}', '{EMAIL}') ON CONFLICT DO NOTHING"),
        preferring(
            "INSERT INTO recipient_preference (recipient_id, disabled_channels) VALUES"
                + " ('{recipient}', '{EMAIL}') ON CONFLICT DO NOTHING"),
        preferring(
            "WITH said AS (INSERT INTO recipient_preference (recipient_id) VALUES ('{recipient}')"
                + " ON CONFLICT DO NOTHING) INSERT INTO recipient_category (recipient_id, category,"
                + " enabled) VALUES ('{recipient}', 'general', false) ON CONFLICT DO NOTHING"),
        preferring(
            "WITH said AS (INSERT INTO recipient_preference (recipient_id) VALUES ('{recipient}')"
                + " ON CONFLICT DO NOTHING) INSERT INTO recipient_category (recipient_id, category,"
                + " enabled, channels) VALUES ('{recipient}', 'general', true, '{SMS}') ON CONFLICT"
                + " DO NOTHING"),
        new Case(
            Refusal.Verdict.PUT_BACK,
            "PAUSED",
            "INSERT INTO channel_pause (channel_key, paused_until, reason) VALUES ('test:peer',"
                + " now() + interval '1 hour', 'QUOTA')"),
        new Case(
            Refusal.Verdict.PUT_BACK,
            "QUIET_HOURS",
            "UPDATE delivery_state SET quiet_from = now() - interval '1 hour', quiet_until = now()"
                + " + interval '1 hour'"));
  }

  private static Case suppressed(String reason, String columnsAndValues) {
    return new Case(Refusal.Verdict.SUPPRESSED, reason, columnsAndValues);
  }

  private static Case preferring(String given) {
    return new Case(Refusal.Verdict.SUPPRESSED, Refusal.PREFERENCE, given);
  }

  private static String suppression(String columnsAndValues, DeliveryId id) {
    String[] parts = columnsAndValues.split(" \\| ", 2);
    return """
    INSERT INTO suppression (id, since, %s) VALUES (gen_random_uuid(), clock_timestamp(), %s)
    """
        .formatted(parts[0], parts[1])
        .replace("{hash}", HASH)
        .replace("{other}", OTHER_HASH)
        .replace("{recipient}", RECIPIENT.toString())
        .replace("{id}", id.toString());
  }

  private DeliveryId stored() {
    return stored(RECIPIENT);
  }

  private DeliveryId storedWithoutRecipient() {
    return stored(null);
  }

  private static DeliveryId stored(@Nullable UUID recipient) {
    DeliveryId id = DeliveryId.fresh();
    TestDeliveries email = recipient == null ? anEmail() : anEmail().ofRecipient(recipient);
    intake.addAll(List.of(new StoredDelivery(id, email.build(), Instant.now(), null)));
    sql(
        "UPDATE delivery_message SET category = 'general', address_hash = %s WHERE id = '%s'"
            .formatted(HASH, id));
    return id;
  }

  private static @Nullable ClaimedDelivery claimed(DeliveryId id) {
    return ledger.claim(List.of(id), TestDeliveries.worker("w"), A_MINUTE, KEY).stream()
        .findFirst()
        .orElse(null);
  }

  private static UnclaimedDelivery standing(DeliveryId id) {
    return ledger.standing(id, KEY).orElseThrow();
  }

  private static String text(String what, DeliveryId id) {
    return jdbc.sql("SELECT " + what + " FROM delivery_state WHERE id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  private static int count(String from) {
    return jdbc.sql("SELECT count(*) FROM " + from).query(Integer.class).single();
  }

  private static void sql(String statement) {
    jdbc.sql(statement).update();
  }

  /**
   * A refusal and what makes it so.
   *
   * @param given a statement, or the columns and values of a suppression
   */
  record Case(Refusal.Verdict verdict, String code, String given) {

    Refusal refusal() {
      return new Refusal(verdict, code);
    }

    String given(DeliveryId id) {
      return given.contains(" | ")
          ? suppression(given, id)
          : given.replace("{recipient}", RECIPIENT.toString());
    }

    @Override
    public String toString() {
      return verdict + " " + code;
    }
  }
}
