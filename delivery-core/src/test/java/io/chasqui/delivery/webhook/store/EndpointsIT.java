package io.chasqui.delivery.webhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.platform.secret.SecretsSettings;
import io.chasqui.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsIT {

  private static final String URL = "https://example.com/in";
  private static final Duration DISABLE_AFTER = Duration.ofHours(120);

  private static final TestDatabase database = TestDatabase.fresh();
  private static final Endpoints endpoints = new PostgresEndpoints(database.jdbc());

  private final UUID id = TimeUuid.fresh();
  private final UUID recipient = TimeUuid.fresh();

  @BeforeEach
  void add() {
    database.jdbc().sql("TRUNCATE webhook_endpoint").update();
    endpoints.add(id, recipient, URL, "1.a.first");
  }

  @Test
  void isDisabledOnlyWhenItTookNothingForSoLongAndTenTimes() {
    fails(9);
    timePasses("121 hours");
    assertThat(endpoints.find(id).orElseThrow().isFailing()).isTrue();
    assertThat(endpoints.find(id).orElseThrow().disabled()).isNull();

    assertThat(endpoints.failed(id, DISABLE_AFTER)).as("the tenth").isTrue();

    Endpoint disabled = endpoints.find(id).orElseThrow();
    assertThat(disabled.disabled()).isEqualTo(Endpoint.Reason.FAILING);
    assertThat(endpoints.failing(10)).containsExactly(disabled);
    assertThat(endpoints.withPendingDeliveries(10)).containsExactly(disabled);
    assertThat(endpoints.failed(id, DISABLE_AFTER)).as("once").isFalse();
  }

  @Test
  void tenFailuresInAShortTimeDisableNothing() {
    fails(30);
    timePasses("119 hours");

    assertThat(endpoints.failed(id, DISABLE_AFTER)).isFalse();
    assertThat(endpoints.find(id).orElseThrow().disabled()).isNull();
  }

  @Test
  void whatItTookBetweenBeginsAnew() {
    fails(30);
    timePasses("121 hours");
    endpoints.succeeded(id);

    fails(9);
    assertThat(endpoints.failed(id, DISABLE_AFTER)).isFalse();
    assertThat(endpoints.find(id).orElseThrow().disabled()).isNull();
  }

  @Test
  void oneThatIsGoneIsNoAlertAndIsEnabledByANewRegistration() {
    assertThat(endpoints.gone(id)).isTrue();
    assertThat(endpoints.gone(id)).isFalse();
    assertThat(endpoints.find(id).orElseThrow().disabled()).isEqualTo(Endpoint.Reason.GONE);
    assertThat(endpoints.failing(10)).isEmpty();

    endpoints.register(id, URL);

    assertThat(endpoints.find(id).orElseThrow().disabled()).isNull();
  }

  @Test
  void anotherAddressHasItsDeliveriesLookedAfterUntilTheyAre() {
    endpoints.register(id, URL);
    assertThat(endpoints.withPendingDeliveries(10)).isEmpty();

    endpoints.register(id, "https://other.example");
    Endpoint moved = endpoints.withPendingDeliveries(10).get(0);
    endpoints.gone(id);
    endpoints.settled(moved);
    assertThat(endpoints.withPendingDeliveries(10)).as("it has changed since").hasSize(1);

    endpoints.settled(endpoints.find(id).orElseThrow());
    assertThat(endpoints.withPendingDeliveries(10)).isEmpty();
  }

  @Test
  void theSecretBeforeSignsUntilItsTimeIsOver() {
    endpoints.replaceSecret(id, "1.a.second", Duration.ofHours(1));
    assertThat(endpoints.find(id).orElseThrow().sealedSecrets())
        .containsExactly("1.a.second", "1.a.first");

    timePasses("61 minutes");

    assertThat(endpoints.find(id).orElseThrow().sealedSecrets()).containsExactly("1.a.second");
  }

  @Test
  void movesToWhoHasNoneAndElseIsRemoved() {
    UUID other = TimeUuid.fresh();
    endpoints.move(recipient, other);
    assertThat(endpoints.ofRecipient(other).orElseThrow().id()).isEqualTo(id);
    assertThat(endpoints.ofRecipient(recipient)).isEmpty();

    UUID second = TimeUuid.fresh();
    endpoints.add(second, recipient, URL, "1.a.x");
    endpoints.move(recipient, other);
    assertThat(endpoints.ofRecipient(other).orElseThrow().id()).isEqualTo(id);
    assertThat(endpoints.find(second)).isEmpty();
  }

  @Test
  void secretsOfAnOlderKeyAreEncryptedAnewAndTheUnreadableStay() throws Exception {
    String older = key('o');
    String newer = key('n');
    SecretBox before = box(older);
    UUID readable = TimeUuid.fresh();
    endpoints.add(
        readable, TimeUuid.fresh(), URL, before.seal("whsec_a", Endpoint.place(readable)));
    endpoints.replaceSecret(
        readable, before.seal("whsec_b", Endpoint.place(readable)), Duration.ofHours(1));
    SecretBox both = box(newer, older);

    assertThat(endpoints.rewrap(both)).isEqualTo(1);
    assertThat(endpoints.rewrap(both)).as("once").isZero();

    List<String> sealed = endpoints.find(readable).orElseThrow().sealedSecrets();
    SecretBox now = box(newer);
    assertThat(now.open(sealed.get(0), Endpoint.place(readable))).isEqualTo("whsec_b");
    assertThat(now.open(sealed.get(1), Endpoint.place(readable))).isEqualTo("whsec_a");
    assertThat(endpoints.find(id).orElseThrow().sealedSecrets()).containsExactly("1.a.first");
  }

  private void fails(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(endpoints.failed(id, DISABLE_AFTER)).isFalse();
    }
  }

  private static void timePasses(String interval) {
    database
        .jdbc()
        .sql(
            "UPDATE webhook_endpoint SET failing_since = failing_since - interval '%1$s',"
                    .formatted(interval)
                + " old_secret_until = old_secret_until - interval '%1$s'".formatted(interval))
        .update();
  }

  private static SecretBox box(String... keys) {
    return new SecretBox(new SecretsSettings(List.of(keys)));
  }

  private static String key(char filled) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(filled).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }
}
