package io.chasqui.delivery.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.address.Recipient.Kind;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {

  private static final UUID ID = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136127");

  /** Rows and digests of Idempotency-Keys hold these. */
  static Stream<Arguments> recipients() {
    return Stream.of(
        Arguments.of(EmailAddress.of("ana@faß.de"), Kind.EMAIL_ADDRESS, "ana@faß.de"),
        Arguments.of(new TelegramChat("-1001234567890"), Kind.CHAT_ID, "-1001234567890"),
        Arguments.of(new TelegramChat("@our_alerts"), Kind.CHAT_ID, "@our_alerts"),
        Arguments.of(new PhoneNumber("+79991234567"), Kind.PHONE_NUMBER, "+79991234567"),
        Arguments.of(new PushSubscription(ID), Kind.PUSH_SUBSCRIPTION, ID.toString()),
        Arguments.of(new WebhookEndpoint(ID), Kind.WEBHOOK_ENDPOINT, ID.toString()));
  }

  @ParameterizedTest
  @MethodSource("recipients")
  void isStoredByKindAndValue(Recipient recipient, Kind kind, String value) {
    assertThat(recipient.kind()).isEqualTo(kind);
    assertThat(recipient.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("recipients")
  void isMaskedInLogs(Recipient recipient, Kind kind, String value) {
    assertThat(recipient.toString()).endsWith("[***]").doesNotContain(value);
    assertThat(new StoredRecipient(kind, value)).hasToString(kind + " ***");
  }

  @Test
  void isShownInAsciiOnlyWhereThatDiffers() {
    assertThat(EmailAddress.of("ana@faß.de").ascii()).isEqualTo("ana@xn--fa-hia.de");
    assertThat(EmailAddress.of("josé@example.com").ascii()).isNull();
    assertThat(new TelegramChat("1001").ascii()).isNull();
    assertThat(new StoredRecipient(Kind.EMAIL_ADDRESS, "ana@faß.de").ascii())
        .isEqualTo("ana@xn--fa-hia.de");
    assertThat(new StoredRecipient(Kind.EMAIL_ADDRESS, "not one at fäß").ascii()).isNull();
    assertThat(new StoredRecipient(Kind.CHAT_ID, "ana@faß.de").ascii()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ana", "@ana", "@1ana", "t.me/ana", "1234567890123456789", "--1", "1\n"})
  void isNoChat(String written) {
    assertThat(TelegramChat.read(written).fault()).isEqualTo(AddressFault.CHAT_MALFORMED);
    assertThatThrownBy(() -> new TelegramChat(written))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cannotBeMadeOfWhatIsNone() {
    assertThatThrownBy(() -> EmailAddress.of("ana at example.com"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is not one e-mail address");
    assertThatThrownBy(() -> new PhoneNumber("79991234567"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("999");
    assertThatThrownBy(() -> new PhoneNumber("+0123456789"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofAnEarlierVersionIsReadByTheRulesOfToday() {
    assertThat(new StoredRecipient(Kind.EMAIL_ADDRESS, "Ana <ana@b.c>").emailAddress().fault())
        .isEqualTo(AddressFault.EMAIL_MALFORMED);
    assertThat(new StoredRecipient(Kind.EMAIL_ADDRESS, "ana@b.c").emailAddress().found())
        .contains(EmailAddress.of("ana@b.c"));
  }
}
