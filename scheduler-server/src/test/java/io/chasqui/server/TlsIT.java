package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.testing.TestCertificates;
import io.chasqui.testing.TestPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server with a certificate of its own, set up as docs/deployment.md says. */
class TlsIT {

  private static final int ALERT = 21;
  private static final int PROTOCOL_VERSION = 70;

  private static final TestCertificates FIRST = TestCertificates.ofLocalhost();
  private static final TestCertificates RENEWED = TestCertificates.ofLocalhostRenewed();
  private static final SSLContext CLIENT = TestCertificates.trusting(FIRST, RENEWED);
  private static final int MANAGEMENT_PORT = TestPorts.free();

  @TempDir static Path directory;
  private static ChasquiServer server;

  @BeforeAll
  static void start() throws IOException {
    store(FIRST);
    server =
        ChasquiServer.start(
            "--server.ssl.bundle=server",
            "--spring.ssl.bundle.pem.server.reload-on-update=true",
            "--spring.ssl.bundle.pem.server.keystore.certificate=" + directory.resolve("tls.crt"),
            "--spring.ssl.bundle.pem.server.keystore.private-key=" + directory.resolve("tls.key"),
            "--spring.ssl.bundle.watch.file.quiet-period=500ms",
            "--management.server.port=" + MANAGEMENT_PORT,
            "--management.server.ssl.enabled=false");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersOverHttps() throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(CLIENT).build();

    HttpResponse<String> answer = get(client, "https://localhost:" + port() + "/api/deliveries");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000 ; includeSubDomains");
    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void isNotBelievedByAClientThatDoesNotKnowTheCertificate() {
    assertThatThrownBy(
            () -> get(HttpClient.newHttpClient(), "https://localhost:" + port() + "/healthz"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void speaksNoPlainHttp() throws Exception {
    HttpResponse<String> answer =
        get(HttpClient.newHttpClient(), "http://localhost:" + port() + "/api/deliveries");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("deliveries");
  }

  /** Hand-made, because the test's own JDK would refuse to offer so old a version. */
  @Test
  void refusesTls11() throws Exception {
    try (Socket socket = new Socket("localhost", port())) {
      socket.getOutputStream().write(clientHelloOfTls11());

      byte[] answer = socket.getInputStream().readNBytes(7);

      assertThat(answer[0]).isEqualTo((byte) ALERT);
      assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
    }
  }

  @Test
  void healthIsServedInClearOnLoopbackForTheImagesHealthcheck() throws Exception {
    HttpResponse<String> answer =
        get(
            HttpClient.newHttpClient(),
            "http://127.0.0.1:" + MANAGEMENT_PORT + "/actuator/health/readiness");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void takesARenewedCertificateWithoutARestart() throws Exception {
    assertThat(served()).isEqualTo(FIRST.certificate());

    store(RENEWED);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(served()).isEqualTo(RENEWED.certificate()));
  }

  private static void store(TestCertificates certificates) throws IOException {
    Files.writeString(directory.resolve("tls.key"), certificates.privateKeyPem());
    Files.copy(
        certificates.pem(), directory.resolve("tls.crt"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Certificate served() throws IOException {
    try (SSLSocket socket =
        (SSLSocket) CLIENT.getSocketFactory().createSocket("localhost", port())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static HttpResponse<String> get(HttpClient client, String uri) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
  }

  private static int port() {
    return server.uri("/").getPort();
  }

  private static byte[] clientHelloOfTls11() throws IOException {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.write(HexFormat.of().parseHex("0302")); // TLS 1.1
    hello.write(new byte[32]); // random
    hello.write(0); // no session
    hello.write(HexFormat.of().parseHex("0006c009c013002f0100")); // cipher suites, no compression
    byte[] body = hello.toByteArray();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(HexFormat.of().parseHex("160301"));
    record.write(new byte[] {0, (byte) (body.length + 4)});
    record.write(new byte[] {1, 0, 0, (byte) body.length});
    record.write(body);
    return record.toByteArray();
  }
}
