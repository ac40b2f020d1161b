package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A caller that asks often needs no new connection, and no handshake, now and then. */
class KeptConnectionsIT {

  /** Tomcat by itself closes a connection with its hundredth. */
  private static final int MANY = 300;

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void serveAnyNumberOfRequests() throws IOException {
    URI uri = server.uri("/actuator/health/liveness");
    try (Socket connection = new Socket(uri.getHost(), uri.getPort())) {
      connection.setSoTimeout(30_000);
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      for (int request = 1; request <= MANY; request++) {
        connection
            .getOutputStream()
            .write(
                "HEAD %s HTTP/1.1\r\nHost: a\r\n\r\n"
                    .formatted(uri.getPath())
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(answers.readLine()).as("answer %d", request).isEqualTo("HTTP/1.1 200 ");
        for (String header = answers.readLine(); !header.isEmpty(); header = answers.readLine()) {
          assertThat(header).as("header of answer %d", request).isNotEqualTo("Connection: close");
        }
      }
    }
  }
}
