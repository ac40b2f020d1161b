package io.chasqui.server.contact;

import io.chasqui.platform.Digests;
import io.chasqui.server.api.limit.Limit;
import io.chasqui.server.api.limit.Limits;
import io.chasqui.server.api.problem.RequestRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Bounds how many messages come in by the form, which asks nobody for a key. */
@Component
class ContactLimits {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int NETWORK_BYTES = 8;

  private final Limits limits;
  private final Limit ofAddress;
  private final Limit inTotal;

  ContactLimits(Limits limits, ContactSettings settings) {
    this.limits = limits;
    this.ofAddress = new Limit("contact-address", settings.messagesPerHourAndAddress(), HOUR);
    this.inTotal = new Limit("contact", settings.messagesPerHour(), HOUR);
  }

  /**
   * Counts a message of an address. A digest is kept of it: who writes is stored in no other form.
   *
   * @throws RequestRefused when there were as many as may be
   */
  void takeOfAddress(String address) {
    take(ofAddress, Digests.sha256Hex(network(address)));
  }

  /**
   * Counts a message that will be stored.
   *
   * @throws RequestRefused when there were as many as may be
   */
  void takeInTotal() {
    take(inTotal, "all");
  }

  private void take(Limit limit, String whose) {
    limits
        .take(limit, whose)
        .ifPresent(
            wait -> {
              throw new RequestRefused(ContactProblems.LIMITED, wait);
            });
  }

  /** Of IPv6 the first half: whoever has one such address has all that share it. */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      // In brackets it is an address or an error; without them it might be looked up as a name.
      byte[] bytes = InetAddress.getByName("[" + address + "]").getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
