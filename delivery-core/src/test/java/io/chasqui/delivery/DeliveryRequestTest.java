package io.chasqui.delivery;

import static io.chasqui.testing.TestDeliveries.to;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.TelegramChat;
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
}
