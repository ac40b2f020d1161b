package io.chasqui.server;

/** Settings of a server that knows a gateway of each kind; one server has them for all tests. */
final class SmsServer {

  static final String PUBLIC_URL = "https://chasqui.example.com/desk";
  static final String PASSWORD = "twilio-password";

  static final String[] SETTINGS = {
    "chasqui.public-url=" + PUBLIC_URL,
    "chasqui.sms.gateways=probe,main,backup",
    "chasqui.sms.gateway.probe.type=probe",
    "chasqui.sms.gateway.probe.url=http://localhost:9",
    "chasqui.sms.gateway.probe.token=probe-token",
    "chasqui.sms.gateway.main.type=twilio",
    "chasqui.sms.gateway.main.url=http://localhost:9",
    "chasqui.sms.gateway.main.account=AC0123",
    "chasqui.sms.gateway.main.password=" + PASSWORD,
    "chasqui.sms.gateway.main.from=+15005550006",
    "chasqui.sms.gateway.backup.type=twilio",
    "chasqui.sms.gateway.backup.url=http://localhost:9",
    "chasqui.sms.gateway.backup.account=AC4567",
    "chasqui.sms.gateway.backup.password=another-password",
    "chasqui.sms.gateway.backup.from=Chasqui"
  };

  private SmsServer() {}
}
