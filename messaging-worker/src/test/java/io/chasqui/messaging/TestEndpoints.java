package io.chasqui.messaging;

import static io.chasqui.testing.TestDeliveries.to;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.WebhookSecret;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.http.Origins;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.platform.secret.SecretsSettings;
import io.chasqui.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Endpoints in a test's database, as the server would register them. */
final class TestEndpoints {

  /** Of all tests. */
  static final String KEY =
      Base64.getEncoder()
          .encodeToString("a-key-of-tests-and-of-32-bytes-.".getBytes(StandardCharsets.US_ASCII));

  /** What all of them sign with. */
  static final WebhookSecret SECRET =
      WebhookSecret.read("whsec_Y2FuYXJ5LXNlY3JldC1vZi10ZXN0cy0wMQ==").orElseThrow();

  private TestEndpoints() {}

  static UUID add(TestDatabase database, String url) {
    UUID id = TimeUuid.fresh();
    SecretBox box = new SecretBox(new SecretsSettings(List.of(KEY)));
    database
        .jdbc()
        .sql(
            """
            INSERT INTO webhook_endpoint (id, recipient_id, url, secret, registered_at)
            VALUES (:id, :recipient, :url, :secret, now())
            """)
        .param("id", id)
        .param("recipient", TimeUuid.fresh())
        .param("url", url)
        .param("secret", box.seal(SECRET.reveal(), Endpoint.place(id)))
        .update();
    return id;
  }

  static DeliveryRequest message(UUID endpoint, String url, String json) {
    return to(Channel.WEBHOOK, new WebhookEndpoint(endpoint))
        .withMessage(json)
        .withoutReport()
        .withOnUnknown(OnUnknown.RESEND)
        .onLane(Lane.of(Channel.WEBHOOK, Origins.of(url)))
        .build();
  }
}
