package io.chasqui.platform.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Looks at addresses that others give us before they are stored. Nothing is looked up. */
final class OutsideUrls {

  private static final int LONGEST = 2_048;

  /** With the channel before it, {@code webhook:}, an origin is a lane, of 200 characters. */
  private static final int LONGEST_ORIGIN = 190;

  /** Its last label is a number: systems read an address in it, 127.1 or 0x7f.0.0.1. */
  private static final Pattern NUMERIC =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

  private final List<Subnet> allowed;
  private final AddressGuard guard;

  OutsideUrls(List<Subnet> allowed) {
    this.allowed = List.copyOf(allowed);
    this.guard = new AddressGuard(allowed);
  }

  Optional<UrlFault> faultOf(String written) {
    HttpUrl url = HttpUrl.parse(written);
    if (written.length() > LONGEST) {
      return Optional.of(UrlFault.TOO_LONG);
    }
    if (url == null || !written.equals(written.strip())) {
      return Optional.of(UrlFault.MALFORMED);
    }
    if (Origins.of(url).length() > LONGEST_ORIGIN) {
      return Optional.of(UrlFault.TOO_LONG);
    }
    if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      return Optional.of(UrlFault.HOLDS_USER);
    }
    return faultOfHost(url);
  }

  private Optional<UrlFault> faultOfHost(HttpUrl url) {
    List<Subnet> meant = meantBy(url.host());
    if (meant.isEmpty()) {
      if (NUMERIC.matcher(url.host()).matches()) {
        return Optional.of(UrlFault.ADDRESS_REFUSED);
      }
      // Whether the name leads into one of them is seen when it is dialled.
      return url.isHttps() || !allowed.isEmpty()
          ? Optional.empty()
          : Optional.of(UrlFault.NOT_HTTPS);
    }
    if (meant.stream().noneMatch(network -> guard.allows(network.first()))) {
      return Optional.of(UrlFault.ADDRESS_REFUSED);
    }
    return url.isHttps() || meant.stream().anyMatch(network -> guard.isAllowed(network.first()))
        ? Optional.empty()
        : Optional.of(UrlFault.NOT_HTTPS);
  }

  /** The addresses that a host stands for whatever anybody answers; none for a name. */
  static List<Subnet> meantBy(String host) {
    if (host.equals("localhost")) {
      return List.of(Subnet.parse("127.0.0.1"), Subnet.parse("::1"));
    }
    return Subnet.isAddress(host) ? List.of(Subnet.parse(host)) : List.of();
  }
}
