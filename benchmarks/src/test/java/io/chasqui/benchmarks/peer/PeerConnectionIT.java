package io.chasqui.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerConnectionIT {

  private static final String HEAD = "POST /webhook/1 HTTP/1.1\r\nCONTENT-LENGTH: 5\r\n\r\n";
  private static final String YES =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"code\":0}";

  private final Taken taken = new Taken();
  private ServerSocket server;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    client.setSoTimeout(10_000);
    Thread connection = new Thread(new PeerConnection(server.accept(), taken), "peer");
    connection.setDaemon(true);
    connection.start();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    server.close();
  }

  private void say(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String answer(int bytes) throws IOException {
    return new String(client.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  @Test
  void answersEachRequestOfAKeptConnectionOnceItIsWhole() throws IOException {
    for (int i = 0; i < 2; i++) {
      say(HEAD + "12");
      say("345");
      assertThat(answer(YES.length())).isEqualTo(YES);
    }

    assertThat(taken.obey("count")).isEqualTo("2");
    assertThat(taken.obey("arrivals").lines().map(Arrival::parse))
        .extracting(Arrival::request)
        .containsOnly(HEAD + "12345");
  }

  @Test
  void obeysTheDriverWithoutCountingIt() throws IOException {
    say("POST /peer/7 HTTP/1.1\r\nContent-Length: 0\r\n\r\n");

    String nothing = YES.replace("10", "0").replace("{\"code\":0}", "");
    assertThat(answer(nothing.length())).isEqualTo(nothing);
    assertThat(taken.thinkTime()).hasMillis(7);
    assertThat(taken.obey("count")).isEqualTo("0");
  }

  @Test
  void givesNoAnswerWhenItHangs() throws IOException {
    taken.obey("hang");
    client.setSoTimeout(200);

    say(HEAD + "12345");

    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> answer(1));
    assertThat(taken.obey("count")).isEqualTo("1");
  }
}
