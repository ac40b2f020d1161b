package io.chasqui.quickstart;

/** Everything the quickstart listens on, each on 127.0.0.1 only. */
public enum ServicePort {
  SERVER("server-port", 8080, "the HTTP API and JobRunr's dashboard"),
  EMAIL_WORKER("email-worker-port", 8081, "the first email worker's health and metrics"),
  MESSAGING_WORKER(
      "messaging-worker-port", 8082, "the first messaging worker's health and metrics"),
  POSTGRES("postgres-port", 5433, "PostgreSQL"),
  SMTP("smtp-port", 2525, "the catching SMTP server"),
  INBOX("inbox-port", 8025, "the inbox page"),
  BOT_API("bot-api-port", 8026, "the stand-in Bot API and its page"),
  SMS_GATEWAY("sms-gateway-port", 8027, "the stand-in SMS gateway and its page"),
  PUSH_SERVICE("push-service-port", 8028, "the stand-in push service and its page"),
  WEBHOOKS("webhook-port", 8029, "the stand-in receiver of webhooks and its page");

  private final String key;
  private final int defaultPort;
  private final String purpose;

  ServicePort(String key, int defaultPort, String purpose) {
    this.key = key;
    this.defaultPort = defaultPort;
    this.purpose = purpose;
  }

  /** The argument that changes it, without its dashes. */
  public String key() {
    return key;
  }

  public int defaultPort() {
    return defaultPort;
  }

  /** What listens there, for messages. */
  public String purpose() {
    return purpose;
  }
}
