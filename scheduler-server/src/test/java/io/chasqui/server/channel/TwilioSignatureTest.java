package io.chasqui.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {

  /** The example of Twilio's documentation. */
  private static final String PASSWORD = "12345";

  private static final String ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final String SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
  private static final Map<String, List<String>> FORM =
      Map.of(
          "CallSid", List.of("CA1234567890ABCDE"),
          "Caller", List.of("+14158675309"),
          "Digits", List.of("1234"),
          "From", List.of("+14158675309"),
          "To", List.of("+18005551212"));

  @Test
  void isTwiliosOwn() {
    assertThat(TwilioSignature.of(PASSWORD, ADDRESS, FORM)).isEqualTo(SIGNATURE);
    assertThat(TwilioSignature.isRight(PASSWORD, ADDRESS, FORM, SIGNATURE)).isTrue();
  }

  @Test
  void isAnotherOneForAnotherPasswordAddressOrForm() {
    Map<String, List<String>> more = new HashMap<>(FORM);
    more.put("More", List.of(""));

    assertThat(TwilioSignature.isRight("12346", ADDRESS, FORM, SIGNATURE)).isFalse();
    assertThat(TwilioSignature.isRight(PASSWORD, ADDRESS + "&", FORM, SIGNATURE)).isFalse();
    assertThat(TwilioSignature.isRight(PASSWORD, ADDRESS, more, SIGNATURE)).isFalse();
    assertThat(TwilioSignature.isRight(PASSWORD, ADDRESS, FORM, "")).isFalse();
  }
}
