package io.chasqui.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkIT {

  private static final String ENVELOPE = "MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n";

  @TempDir Path folder;
  private Path spoolFile;
  private ServerSocketChannel server;
  private Socket client;
  private BufferedReader answers;
  private Spool spool;

  @BeforeEach
  void connect() throws IOException {
    spoolFile = folder.resolve("spool");
    spool = new Spool(spoolFile);
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = new Socket(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
    client.setSoTimeout(10_000);
    Thread connection =
        new Thread(new SinkConnection(server.accept(), spool, new BufferPool()), "sink");
    connection.setDaemon(true);
    connection.start();
    answers =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    assertThat(answers.readLine()).startsWith("220");
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    server.close();
    spool.close();
  }

  private void say(String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void expect(String... codes) throws IOException {
    for (String code : codes) {
      assertThat(answers.readLine()).startsWith(code);
    }
  }

  private String spooled(Accepted message) throws IOException {
    String all = Files.readString(spoolFile, StandardCharsets.US_ASCII);
    return all.substring((int) message.offset(), (int) message.offset() + message.length());
  }

  @Test
  void keepsEachMessageAsItWasOnTheWire() throws IOException {
    say("EHLO test\r\n");
    expect("250-", "250-", "250-", "250 ");
    say(ENVELOPE);
    expect("250", "250", "354");
    say("Subject: one\r\n\r\n..dots\r\n.not the end\r\n\n.\r\nnor this\r\n.\r\n");
    expect("250");
    say("QUIT\r\n");
    expect("221");

    List<Accepted> messages = spool.messages();
    assertThat(messages).hasSize(1);
    assertThat(spooled(messages.get(0)))
        .isEqualTo("Subject: one\r\n\r\n..dots\r\n.not the end\r\n\n.\r\nnor this\r\n.\r\n");
  }

  @Test
  void findsTheEndOfAMessageBeforeTheNextOneInTheSamePiece() throws IOException {
    say(ENVELOPE);
    expect("250", "250", "354");
    say("first\r\n.\r\n" + ENVELOPE);
    expect("250", "250", "250", "354");
    say("second\r\n.\r\nXCOUNT\r\n");
    expect("250", "250 2");

    assertThat(spooled(spool.messages().get(0))).isEqualTo("first\r\n.\r\n");
    assertThat(spooled(spool.messages().get(1))).isEqualTo("second\r\n.\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void findsTheEndHoweverTheBytesArrive(int afterBytes) throws IOException {
    String message = "body\r\n.\r\n";
    int cut = message.length() - afterBytes;
    say(ENVELOPE);
    expect("250", "250", "354");
    say(message.substring(0, cut));
    say("");
    say(message.substring(cut));
    expect("250");

    assertThat(spooled(spool.messages().get(0))).isEqualTo(message);
  }

  @Test
  void takesMessagesLargerThanItsBuffer() throws IOException {
    String message = "0123456789\r\n".repeat(100_000) + ".\r\n";
    say(ENVELOPE);
    expect("250", "250", "354");
    say(message);
    expect("250");
    say(ENVELOPE);
    expect("250", "250", "354");
    say("small\r\n.\r\n");
    expect("250");

    assertThat(spooled(spool.messages().get(0))).isEqualTo(message);
    assertThat(spooled(spool.messages().get(1))).isEqualTo("small\r\n.\r\n");
  }

  @Test
  void forgetsWhenItIsTold() throws IOException {
    say(ENVELOPE);
    expect("250", "250", "354");
    say("old\r\n.\r\nXFORGET\r\nXCOUNT\r\n" + ENVELOPE);
    expect("250", "250", "250 0", "250", "250", "354");
    say("new\r\n.\r\n");
    expect("250");

    assertThat(spool.messages()).hasSize(1);
    assertThat(spooled(spool.messages().get(0))).isEqualTo("new\r\n.\r\n");
  }
}
