package io.chasqui.benchmarks.bed;

import java.util.Map;

/** What server and messaging worker have to know of SMS, webhooks and push messages. */
final class ChannelSettings {

  private ChannelSettings() {}

  /**
   * @param gatewayPort of the SMS gateway
   */
  static Map<String, String> all(int gatewayPort) {
    return Map.ofEntries(
        Map.entry("chasqui.sms.gateways", "peer"),
        Map.entry("chasqui.sms.gateway.peer.type", "probe"),
        Map.entry("chasqui.sms.gateway.peer.url", "http://127.0.0.1:" + gatewayPort),
        Map.entry("chasqui.sms.gateway.peer.token", "a-token"),
        Map.entry("chasqui.secrets.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
        Map.entry("chasqui.http.allowed-networks", "127.0.0.0/8"),
        // The sender's of RFC 8291's example.
        Map.entry(
            "chasqui.push.vapid-public-key",
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"),
        Map.entry("chasqui.push.vapid-private-key", "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        Map.entry("chasqui.push.subject", "mailto:desk@example.com"));
  }
}
