package io.chasqui.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Gives no address of a name that has one in a network that nobody allowed: who mixes public and
 * private addresses is looking for a way in.
 */
final class GuardedDns implements Dns {

  private final Dns dns;
  private final AddressGuard guard;

  GuardedDns(Dns dns, AddressGuard guard) {
    this.dns = dns;
    this.guard = guard;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    List<InetAddress> found = dns.lookup(hostname);
    for (InetAddress address : found) {
      if (!guard.allows(address)) {
        throw new AddressRefused(address);
      }
    }
    return found;
  }
}
