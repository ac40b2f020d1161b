package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.PhoneNumber;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people answer to an SMS. */
class SmsStopsIT {

  private static final String INBOUND = "/callbacks/sms/main/inbound";
  private static final String PHONE = "+79991112233";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(SmsServer.SETTINGS);

  @BeforeEach
  void nobody() {
    server.database.jdbc().sql("TRUNCATE suppression").update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", " stop\n", "StopAll", "BAJA", "parar", "СТОП", "отписка"})
  void aWordOfItsOwnSuppressesTheNumber(String word) {
    HttpResponse<String> answer = says(PHONE, word);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/xml");
    assertThat(answer.body()).endsWith("<Response></Response>");
    assertThat(
            server
                .database
                .jdbc()
                .sql(
                    """
                    SELECT channel || ' ' || reason || ' ' || masked_address || ' '
                      || encode(address_hash, 'hex')
                    FROM suppression
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "SMS STOP_KEYWORD +7999***33 "
                + server.bean(AddressHashes.class).of(new PhoneNumber(PHONE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop it", "please", "", "START"})
  void anythingElseSuppressesNobody(String text) {
    assertThat(says(PHONE, text).statusCode()).isEqualTo(200);

    assertThat(server.count("suppression")).isZero();
  }

  /** And nothing but what an answer has done. */
  @ParameterizedTest
  @ValueSource(strings = {"start", "UNSTOP", "Alta", "старт"})
  void anotherWordLiftsIt(String word) {
    says(PHONE, "STOP");
    says("+79991112244", "STOP");
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO suppression (id, channel, address_hash, reason, since)
            SELECT gen_random_uuid(), channel, address_hash, 'MANUAL', now() FROM suppression
            """)
        .update();

    says(PHONE, word);

    assertThat(server.count("suppression WHERE reason = 'STOP_KEYWORD'")).isEqualTo(1);
    assertThat(server.count("suppression WHERE reason = 'MANUAL'")).isEqualTo(2);
  }

  @Test
  void whoIsNotTheGatewayStopsNobody() {
    String body = form(PHONE, "STOP");
    assertThat(send(body, "x").statusCode()).isEqualTo(403);
    assertThat(send(body + "&more=1", signature(PHONE, "STOP")).statusCode()).isEqualTo(403);

    assertThat(server.count("suppression")).isZero();
  }

  private static HttpResponse<String> says(String from, String text) {
    return send(form(from, text), signature(from, text));
  }

  private static HttpResponse<String> send(String body, String signature) {
    return server.postAs(
        "application/x-www-form-urlencoded", INBOUND, body, "X-Twilio-Signature", signature);
  }

  private static String form(String from, String text) {
    return "Body=" + encoded(text) + "&From=" + encoded(from);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String signature(String from, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(SmsServer.PASSWORD.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      String signed = SmsServer.PUBLIC_URL + INBOUND + "Body" + text + "From" + from;
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
