package io.chasqui.messaging.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.sms.GatewaySecret;
import io.chasqui.delivery.sms.SmsGatewaySettings;
import io.chasqui.platform.trace.Traces;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gateways without Spring. */
final class TestGateways {

  static final ObjectMapper json = new ObjectMapper();
  static final Sms MESSAGE = new Sms(4711, new PhoneNumber("+79991112233"), "Hola 😀");

  private TestGateways() {}

  static GatewayHttp http(Duration timeout) {
    return new GatewayHttp(timeout, json, Traces.carried());
  }

  static SmsGateway probe(String url, GatewayHttp http) {
    return new ProbeGateway(
        new SmsGatewaySettings(
            SmsGatewaySettings.Type.PROBE,
            URI.create(url),
            GatewaySecret.valueOf("canary-token"),
            null,
            null,
            null,
            false,
            null),
        http,
        json);
  }

  static SmsGateway twilio(
      String url, String from, @Nullable String statusCallback, GatewayHttp http) {
    return new TwilioGateway(
        new SmsGatewaySettings(
            SmsGatewaySettings.Type.TWILIO,
            URI.create(url),
            null,
            "AC0123",
            GatewaySecret.valueOf("canary-password"),
            from,
            false,
            null),
        statusCallback,
        http);
  }
}
