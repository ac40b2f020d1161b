package io.chasqui.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which addresses may be connected to: public ones, and those that somebody allowed. What
 * is not public is listed in the registries of special-purpose addresses (RFC 6890) and of
 * multicast addresses.
 */
final class AddressGuard {

  private static final List<Subnet> REFUSED =
      Stream.of(
              "0.0.0.0/8", // this network; 0.0.0.0 reaches this machine
              "10.0.0.0/8", // private
              "100.64.0.0/10", // shared by a provider's customers (CGNAT)
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local; clouds hand out credentials there
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // 6to4 relays
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, and broadcast
              "::/96", // unspecified, loopback, and IPv4 in its oldest form
              "::ffff:0:0:0/96", // IPv4, translated
              "64:ff9b::/96", // IPv4 behind NAT64
              "64:ff9b:1::/48", // the same, of one's own network
              "100::/64", // discarded
              "2001::/23", // protocol assignments; Teredo carries IPv4
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4 carries IPv4
              "3fff::/20", // documentation
              "5f00::/16", // segment routing
              "fc00::/7", // private
              "fe80::/10", // link-local
              "fec0::/10", // private, formerly
              "ff00::/8") // multicast
          .map(Subnet::parse)
          .toList();

  private final List<Subnet> allowed;

  /**
   * @param allowed whatever else they are
   */
  AddressGuard(List<Subnet> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  boolean allows(InetAddress address) {
    return isAllowed(address) || !isIn(REFUSED, plain(address));
  }

  /** Whether somebody allowed it, wherever it is. */
  boolean isAllowed(InetAddress address) {
    return isIn(allowed, plain(address));
  }

  private static boolean isIn(List<Subnet> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** An address made of its bytes alone: Java makes {@code ::ffff:10.0.0.1} IPv4 then. */
  private static InetAddress plain(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
