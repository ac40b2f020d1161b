package io.chasqui.delivery;

import static io.chasqui.testing.TestDeliveries.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PushSubscription;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryRequestTest {

  @Test
  void aPhoneNumberMayBeOfAnSmsOrOfATelegramChat() {
    PhoneNumber number = new PhoneNumber("+51987654321");

    assertThatCode(() -> to(Channel.SMS, number).build()).doesNotThrowAnyException();
    assertThatCode(() -> to(Channel.TELEGRAM, number).build()).doesNotThrowAnyException();
  }

  @Test
  void aRecipientThatItsChannelCannotReachIsRefused() {
    assertThatThrownBy(() -> to(Channel.EMAIL, new TelegramChat("1001")).build())
        .hasMessage("EMAIL has no recipient of kind CHAT_ID");
    assertThatThrownBy(() -> to(Channel.TELEGRAM, EmailAddress.of("ana@example.com")).build())
        .hasMessage("TELEGRAM has no recipient of kind EMAIL_ADDRESS");
  }

  @Test
  void anEmailIsOnItsChannelsOwnLane() {
    DeliveryRequest.Builder email = request(Channel.EMAIL, EmailAddress.of("ana@example.com"));

    assertThat(email.build().lane()).isEqualTo(Lane.of(Channel.EMAIL));
  }

  @Test
  void whatIsForAnIdIsRefusedUnlessItNamesTheLaneOfItsHost() {
    UUID id = UUID.randomUUID();
    DeliveryRequest.Builder push = request(Channel.PUSH, new PushSubscription(id));
    DeliveryRequest.Builder webhook = request(Channel.WEBHOOK, new WebhookEndpoint(id));

    assertThatIllegalArgumentException()
        .isThrownBy(push::build)
        .withMessageStartingWith("PUSH_SUBSCRIPTION does not say its host");
    assertThatIllegalArgumentException()
        .isThrownBy(webhook::build)
        .withMessageStartingWith("WEBHOOK_ENDPOINT does not say its host");

    Lane host = Lane.of(Channel.WEBHOOK, "https://example.com:443");
    assertThat(webhook.lane(host).build().lane()).isEqualTo(host);
  }

  private static DeliveryRequest.Builder request(Channel channel, Recipient recipient) {
    return DeliveryRequest.to(channel, recipient, OnUnknown.HOLD)
        .origin(Origin.REQUEST)
        .correlationId(new CorrelationId("order-1"))
        .message("Hi")
        .at(Instant.parse("2026-01-01T00:00:00Z"));
  }
}
