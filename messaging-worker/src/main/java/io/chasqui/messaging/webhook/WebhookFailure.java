package io.chasqui.messaging.webhook;

/** Failure codes of this channel; those it shares with others are in the core. */
final class WebhookFailure {

  /** It wants to send us elsewhere, which is not followed. */
  static final String REDIRECTED = "REDIRECTED";

  /** It wants nothing any more. */
  static final String ENDPOINT_GONE = "ENDPOINT_GONE";

  /** It had been disabled before. */
  static final String ENDPOINT_DISABLED = "ENDPOINT_DISABLED";

  /** Its recipient has none any more. */
  static final String ENDPOINT_REMOVED = "ENDPOINT_REMOVED";

  /** Its secret was encrypted by a key that this worker has not. */
  static final String SECRET_UNREADABLE = "SECRET_UNREADABLE";

  private WebhookFailure() {}

  /** Of any other error. */
  static String ofStatus(int status) {
    return "HTTP_" + status;
  }
}
