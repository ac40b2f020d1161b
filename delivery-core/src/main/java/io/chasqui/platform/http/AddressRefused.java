package io.chasqui.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A connection was not opened, because its address is in a network that nobody allowed. The message
 * names the address: for operators, not for a client who may be looking for it. To an HTTP client
 * it is a name without an address, so that it tries nothing else.
 */
public final class AddressRefused extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  AddressRefused(InetAddress address) {
    super(
        address.getHostAddress()
            + " is in a private or reserved network; add it to "
            + HttpSettings.ALLOWED_NETWORKS
            + " if it is yours");
  }

  private AddressRefused(String message) {
    super(message);
  }

  static AddressRefused withoutTls() {
    return new AddressRefused(
        "http is for addresses in " + HttpSettings.ALLOWED_NETWORKS + " alone; use https");
  }
}
