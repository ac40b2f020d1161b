package io.chasqui.server;

import io.chasqui.delivery.push.VapidKeys;

/** Settings of a server that may send push messages; one server has them for all tests. */
final class PushServer {

  static final VapidKeys KEYS = VapidKeys.fresh();

  /** As a browser has them. */
  static final String P256DH = VapidKeys.fresh().publicText();

  static final String AUTH = "c2l4dGVlbiBieXRlcy4uLg";

  static final String[] SETTINGS = {
    "chasqui.push.vapid-public-key=" + KEYS.publicText(),
    "chasqui.push.vapid-private-key=" + KEYS.privateText(),
    "chasqui.push.subject=mailto:ops@example.com"
  };

  private PushServer() {}

  /** What a browser says of itself. */
  static String subscription(String endpoint) {
    return """
    {"endpoint": "%s", "expirationTime": null, "keys": {"p256dh": "%s", "auth": "%s"}}
    """
        .formatted(endpoint, P256DH, AUTH);
  }
}
