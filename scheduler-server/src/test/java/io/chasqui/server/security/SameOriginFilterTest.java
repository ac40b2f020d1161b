package io.chasqui.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Which requests come from our own pages, by what browsers and proxies write. */
class SameOriginFilterTest {

  /** A browser leaves the usual port out, in Host as in Origin, and writes small letters. */
  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080,        localhost:8080",
    "http://localhost,             localhost",
    "http://chasqui.example,       chasqui.example",
    "http://CHASQUI.example,       chasqui.example",
    "http://chasqui.example,       Chasqui.Example",
    "http://chasqui.example,       chasqui.example:80",
    "http://127.0.0.1:8080,        127.0.0.1:8080",
    "http://[::1]:8080,            [::1]:8080",
    "http://[2001:db8::1],         [2001:db8::1]",
    "http://[2001:db8::A],         [2001:DB8::a]",
    "http://xn--bcher-kva.example, xn--bcher-kva.example"
  })
  void ourPagesAreKnownInClear(String origin, String host) {
    assertThat(comesFromHere(origin, host, "http://" + host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://chasqui.example,      chasqui.example",
    "https://chasqui.example,      chasqui.example:443",
    "https://chasqui.example:8443, chasqui.example:8443",
    "https://[2001:db8::1]:8443,   [2001:db8::1]:8443"
  })
  void ourPagesAreKnownOverTls(String origin, String host) {
    assertThat(comesFromHere(origin, host, "https://" + host)).isTrue();
  }

  /** What the server takes itself for, without and with server.forward-headers-strategy=native. */
  @ParameterizedTest
  @CsvSource({
    "https://chasqui.example,      chasqui.example,      http://chasqui.example",
    "https://chasqui.example:8443, chasqui.example:8443, http://chasqui.example:8443",
    "https://[2001:db8::1],        [2001:db8::1],        http://[2001:db8::1]",
    "https://chasqui.example,      chasqui.example,      https://chasqui.example",
    "https://chasqui.example:8443, chasqui.example:8443, https://chasqui.example",
    "https://chasqui.example,      127.0.0.1:8080,       https://chasqui.example",
    "https://chasqui.example:8443, 127.0.0.1:8080,       https://chasqui.example:8443",
    "http://chasqui.example,       127.0.0.1:8080,       http://chasqui.example"
  })
  void ourPagesAreKnownBehindAProxy(String origin, String host, String knownAs) {
    assertThat(comesFromHere(origin, host, knownAs)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example,           chasqui.example, http://chasqui.example",
    "http://chasqui.example.evil,    chasqui.example, http://chasqui.example",
    "http://evil-chasqui.example,    chasqui.example, http://chasqui.example",
    "http://a.chasqui.example,       chasqui.example, http://chasqui.example",
    "http://chasqui.example:8080,    chasqui.example, http://chasqui.example",
    "https://chasqui.example:444,    chasqui.example, https://chasqui.example",
    "http://chasqui.example,         chasqui.example, https://chasqui.example",
    "http://localhost:8081,          localhost:8080,  http://localhost:8080",
    "http://localhost,               localhost:8080,  http://localhost:8080",
    "https://localhost,              localhost:8080,  http://localhost:8080",
    "http://127.0.0.1:8080,          localhost:8080,  http://localhost:8080",
    "http://[::1]:8081,              [::1]:8080,      http://[::1]:8080",
    "http://[::2]:8080,              [::1]:8080,      http://[::1]:8080",
    "http://chasqui.example@evil.me, chasqui.example, http://chasqui.example",
    "http://chasqui.example/,        chasqui.example, http://chasqui.example",
    "chasqui.example,                chasqui.example, http://chasqui.example",
    "file://,                        chasqui.example, http://chasqui.example",
    "null,                           chasqui.example, http://chasqui.example",
    "'',                             chasqui.example, http://chasqui.example",
    "not a site,                     chasqui.example, http://chasqui.example"
  })
  void othersAreNot(String origin, String host, String knownAs) {
    assertThat(comesFromHere(origin, host, knownAs)).isFalse();
  }

  /** A proxy that names itself in Host and tells nothing of the name that it was asked by. */
  @Test
  void aProxyThatHidesOurNameLeavesNothingToKnowOurPagesBy() {
    assertThat(comesFromHere("https://chasqui.example", "127.0.0.1:8080", "http://127.0.0.1:8080"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "none, true",
    "same-origin, true",
    "Same-Origin, true",
    "same-site, false",
    "cross-site, false",
    "Cross-Site, false",
    ", true"
  })
  void withoutAnOriginTheBrowsersOwnWordIsTaken(@Nullable String site, boolean fromHere) {
    MockHttpServletRequest request = request(null, "chasqui.example", "http://chasqui.example");
    if (site != null) {
      request.addHeader("Sec-Fetch-Site", site);
    }

    assertThat(SameOriginFilter.comesFromHere(request)).isEqualTo(fromHere);
  }

  @Test
  void bothMustSayThatItComesFromHere() {
    MockHttpServletRequest site =
        request("http://chasqui.example", "chasqui.example", "http://chasqui.example");
    site.addHeader("Sec-Fetch-Site", "cross-site");
    MockHttpServletRequest origin =
        request("http://evil.example", "chasqui.example", "http://chasqui.example");
    origin.addHeader("Sec-Fetch-Site", "same-origin");

    assertThat(SameOriginFilter.comesFromHere(site)).isFalse();
    assertThat(SameOriginFilter.comesFromHere(origin)).isFalse();
  }

  private static boolean comesFromHere(String origin, String host, String knownAs) {
    return SameOriginFilter.comesFromHere(request(origin, host, knownAs));
  }

  private static MockHttpServletRequest request(
      @Nullable String origin, String host, String knownAs) {
    MockHttpServletRequest request = new KnownAs(URI.create(knownAs));
    request.addHeader("Host", host);
    if (origin != null) {
      request.addHeader("Origin", origin);
    }
    return request;
  }

  /** As Tomcat has it, whatever Host says: a valve may have read the proxy's headers. */
  private static final class KnownAs extends MockHttpServletRequest {

    private final URI uri;

    KnownAs(URI uri) {
      this.uri = uri;
    }

    @Override
    public String getScheme() {
      return uri.getScheme();
    }

    @Override
    public String getServerName() {
      return uri.getHost();
    }

    @Override
    public int getServerPort() {
      return uri.getPort() >= 0 ? uri.getPort() : getScheme().equals("https") ? 443 : 80;
    }
  }
}
