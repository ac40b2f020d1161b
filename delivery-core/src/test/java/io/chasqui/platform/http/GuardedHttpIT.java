package io.chasqui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on this machine, which nobody is to reach who was not allowed to. */
class GuardedHttpIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String PUBLIC = "192.0.1.1";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName(LOOPBACK), 0);
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().body("hello").build());
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "localhost",
        "LOCALHOST.",
        "１２７.０.０.１",
        "127。0。0。1"
      })
  void refusesThisMachineInEverySpelling(String host) {
    HttpUrl url = HttpUrl.get("http://" + host + ":" + server.getPort() + "/");

    // Not every system finds an address in 127.1 or 0x7f.0.0.1.
    assertThatThrownBy(() -> get(guarded(Dns.SYSTEM).client(TIMEOUT).build(), url))
        .isInstanceOfAny(AddressRefused.class, UnknownHostException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void saysWhatToDoAboutARefusedAddress() {
    assertThatThrownBy(() -> get(guarded(Dns.SYSTEM).client(TIMEOUT).build(), at(LOOPBACK)))
        .isInstanceOf(AddressRefused.class)
        .hasMessage(
            "127.0.0.1 is in a private or reserved network; add it to"
                + " chasqui.http.allowed-networks if it is yours");
  }

  @Test
  void refusesANameThatLeadsHere() {
    GuardedHttp guarded = guarded(leadsTo(LOOPBACK));

    assertThatThrownBy(() -> get(guarded.client(TIMEOUT).build(), at("evil.example")))
        .isInstanceOf(AddressRefused.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void refusesEveryAddressOfAName() {
    GuardedHttp guarded = guarded(leadsTo("10.0.0.1", "::1", LOOPBACK));

    assertThatThrownBy(() -> get(guarded.client(TIMEOUT).build(), at("evil.example")))
        .isInstanceOf(AddressRefused.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void refusesANameThatLeadsElsewhereToo() {
    GuardedHttp guarded = guarded(leadsTo(PUBLIC, "10.0.0.1"));

    assertThatThrownBy(() -> get(guarded.client(TIMEOUT).build(), at("evil.example")))
        .isInstanceOf(AddressRefused.class)
        .hasMessageStartingWith("10.0.0.1 ");
  }

  /** The address is public, as far as the test's guard knows. */
  @Test
  void writesNothingWithoutTlsOutsideOfAllowedNetworks() throws IOException {
    OkHttpClient http =
        guarded(Dns.SYSTEM, LOOPBACK)
            .client(TIMEOUT)
            .addNetworkInterceptor(new OwnNetworksOnly(new AddressGuard(List.of())))
            .build();

    assertThatThrownBy(() -> get(http, at(LOOPBACK)))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("use https");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void readsLittleOfAnAnswerAndKeepsLess() throws IOException {
    try (MockWebServer telling = new MockWebServer()) {
      telling.enqueue(
          new MockResponse.Builder()
              .body("to ivan@example.com\r\n" + "é".repeat(1_000_000))
              .build());
      telling.start(InetAddress.getByName(LOOPBACK), 0);
      HttpUrl url = HttpUrl.get("http://127.0.0.1:" + telling.getPort() + "/");
      OkHttpClient http = guarded(Dns.SYSTEM, LOOPBACK).client(TIMEOUT).build();

      try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
        String kept = String.valueOf(ShortAnswer.read(response));

        assertThat(kept).startsWith("to i***@e***.com é").hasSizeLessThanOrEqualTo(200);
        assertThat(response.body().source().read(new byte[1])).as("more was left").isEqualTo(1);
      }
    }
  }

  /** Who looks the name up first, finds nothing wrong with it. */
  @Test
  void refusesANameThatLeadsHereTheSecondTime() throws IOException {
    Deque<String> answers = new ArrayDeque<>(List.of(PUBLIC, LOOPBACK));
    Dns rebinding = name -> List.of(InetAddress.getByName(answers.remove()));
    OkHttpClient http =
        guarded(rebinding).clientFor("a.key", at("evil.example").uri(), TIMEOUT).build();

    assertThat(answers).containsExactly(LOOPBACK);
    assertThatThrownBy(() -> get(http, at("evil.example"))).isInstanceOf(AddressRefused.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void connectsToANetworkThatIsAllowed() throws IOException {
    GuardedHttp guarded = guarded(leadsTo(LOOPBACK), "127.0.0.0/8");

    assertThat(get(guarded.client(TIMEOUT).build(), at("mine.example"))).isEqualTo("hello");
  }

  @Test
  void doesNotUseAConnectionThatAnotherClientMayHave() throws IOException {
    GuardedHttp guarded = guarded(Dns.SYSTEM);
    OkHttpClient own = guarded.clientFor("a.key", at(LOOPBACK).uri(), TIMEOUT).build();
    assertThat(get(own, at(LOOPBACK))).isEqualTo("hello");
    assertThat(own.connectionPool().idleConnectionCount()).isOne();

    assertThatThrownBy(() -> get(guarded.client(TIMEOUT).build(), at(LOOPBACK)))
        .isInstanceOf(AddressRefused.class);
    assertThat(server.getRequestCount()).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void doesNotFollowARedirect(int status) throws IOException {
    try (MockWebServer redirecting = new MockWebServer()) {
      redirecting.enqueue(
          new MockResponse.Builder()
              .code(status)
              .addHeader("Location", at(LOOPBACK).toString())
              .build());
      redirecting.start(InetAddress.getByName("127.0.0.3"), 0);
      HttpUrl url = HttpUrl.get("http://127.0.0.3:" + redirecting.getPort() + "/");
      // It could: both are allowed.
      OkHttpClient http = guarded(Dns.SYSTEM, "127.0.0.0/8").client(TIMEOUT).build();

      try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
        assertThat(response.code()).isEqualTo(status);
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void usesNoProxyOfTheSystem() throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new ThisServer());
    try {
      assertThatThrownBy(
              () -> get(guarded(leadsTo("10.0.0.1"), LOOPBACK).client(TIMEOUT).build(), at("a")))
          .isInstanceOf(AddressRefused.class);
    } finally {
      ProxySelector.setDefault(before);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void doesNotDecompressAnAnswer() throws Exception {
    Buffer small = new Buffer();
    try (var gzip = Okio.buffer(new GzipSink(small))) {
      gzip.write(new byte[1_000_000]);
    }
    try (MockWebServer compressing = new MockWebServer()) {
      compressing.enqueue(
          new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(small).build());
      compressing.start(InetAddress.getByName(LOOPBACK), 0);
      HttpUrl url = HttpUrl.get("http://127.0.0.1:" + compressing.getPort() + "/");
      OkHttpClient http = guarded(Dns.SYSTEM, LOOPBACK).client(TIMEOUT).build();

      assertThat(get(http, url)).hasSizeLessThan(10_000);
      assertThat(compressing.takeRequest().getHeaders().get("Accept-Encoding"))
          .isEqualTo("identity");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "[::ffff:127.0.0.1]"})
  void anAddressThatASettingNamesIsAllowed(String host) throws IOException {
    OkHttpClient http =
        guarded(leadsTo(LOOPBACK)).clientFor("a.key", at(host).uri(), TIMEOUT).build();

    assertThat(get(http, at(host))).isEqualTo("hello");
  }

  @Test
  void anAddressThatASettingNamesAllowsNoOther() {
    OkHttpClient http =
        guarded(leadsTo(LOOPBACK))
            .clientFor("a.key", URI.create("http://127.0.0.2"), TIMEOUT)
            .build();

    assertThatThrownBy(() -> get(http, at(LOOPBACK))).isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> get(http, at("localhost"))).isInstanceOf(AddressRefused.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aNameInASettingThatLeadsIntoAPrivateNetworkStopsTheStart() {
    GuardedHttp guarded = guarded(leadsTo("10.0.0.7", "fd00::7"));

    assertThatThrownBy(() -> guarded.clientFor("a.key", URI.create("http://storage"), TIMEOUT))
        .isInstanceOfSatisfying(
            InvalidSetting.class,
            invalid -> {
              assertThat(invalid).hasMessageStartingWith("a.key names storage, which is 10.0.0.7,");
              assertThat(invalid.mend()).contains("chasqui.http.allowed-networks", "a.key");
            });
  }

  @Test
  void aNameInASettingMayLeadIntoAnAllowedNetwork() throws IOException {
    OkHttpClient http =
        guarded(leadsTo(LOOPBACK), "127.0.0.0/8")
            .clientFor("a.key", at("storage").uri(), TIMEOUT)
            .build();

    assertThat(get(http, at("storage"))).isEqualTo("hello");
  }

  @Test
  void aNameInASettingThatLeadsNowhereIsJudgedWhenItDoes() {
    Deque<String> answers = new ArrayDeque<>(List.of("", LOOPBACK));
    Dns late =
        name -> {
          String answer = answers.remove();
          if (answer.isEmpty()) {
            throw new UnknownHostException(name);
          }
          return List.of(InetAddress.getByName(answer));
        };
    OkHttpClient http = guarded(late).clientFor("a.key", at("storage").uri(), TIMEOUT).build();

    assertThatThrownBy(() -> get(http, at("storage"))).isInstanceOf(AddressRefused.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void noSocketOfTheFactoryGoesAroundTheGuard() throws IOException {
    GuardedSocketFactory factory = new GuardedSocketFactory(new AddressGuard(List.of()));
    InetAddress here = InetAddress.getByName(LOOPBACK);
    int port = server.getPort();

    try (Socket socket = factory.createSocket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(here, port)))
          .isInstanceOf(AddressRefused.class);
      assertThatThrownBy(
              () -> socket.connect(InetSocketAddress.createUnresolved("localhost", port)))
          .isInstanceOf(UnknownHostException.class);
    }
    assertThatThrownBy(() -> factory.createSocket(here, port)).isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> factory.createSocket(here, port, here, 0))
        .isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> factory.createSocket("localhost", port))
        .isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> factory.createSocket("localhost", port, here, 0))
        .isInstanceOf(AddressRefused.class);
  }

  @Test
  void handsTheTraceOnThatItWorksForAndMakesNoneUp() throws Exception {
    OkHttpClient http = guarded(Dns.SYSTEM, LOOPBACK).client(TIMEOUT).build();
    Traceparent place = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    try (Scope scope = place.context().makeCurrent()) {
      get(http, at(LOOPBACK));
    }
    get(http, at(LOOPBACK));

    assertThat(server.takeRequest().getHeaders().get("traceparent")).isEqualTo(place.value());
    assertThat(server.takeRequest().getHeaders().get("traceparent")).isNull();
  }

  private HttpUrl at(String host) {
    return HttpUrl.get("http://" + host + ":" + server.getPort() + "/");
  }

  private static String get(OkHttpClient http, HttpUrl url) throws IOException {
    try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    }
  }

  private static GuardedHttp guarded(Dns dns, String... allowedNetworks) {
    return new GuardedHttp(new HttpSettings(List.of(allowedNetworks)), dns, Traces.carried());
  }

  private static Dns leadsTo(String... addresses) {
    return name -> {
      List<InetAddress> found = new ArrayList<>();
      for (String address : addresses) {
        found.add(InetAddress.getByName(address));
      }
      return found;
    };
  }

  /** Names the test's server as the proxy for everything. */
  private final class ThisServer extends ProxySelector {

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(LOOPBACK, server.getPort())));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
