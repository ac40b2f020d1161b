package io.chasqui.platform.http;

import java.io.IOException;
import java.net.InetAddress;

/**
 * A connection was not opened, because its address is in a network that nobody allowed. The message
 * names the address: for operators, not for a client who may be looking for it.
 */
final class AddressRefused extends IOException {

  private static final long serialVersionUID = 1L;

  AddressRefused(InetAddress address) {
    super(
        address.getHostAddress()
            + " is in a private or reserved network; add it to "
            + HttpSettings.ALLOWED_NETWORKS
            + " if it is yours");
  }
}
