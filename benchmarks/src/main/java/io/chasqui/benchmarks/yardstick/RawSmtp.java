package io.chasqui.benchmarks.yardstick;

import io.chasqui.benchmarks.mail.MailShape;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit: messages that are ready made, written to a few kept connections one after the other.
 * No queue, no files, no MIME. A process of its own.
 */
public final class RawSmtp {

  /** The line it writes when it waits to be told. */
  public static final String READY = "ready";

  private static final long PAUSE_MILLIS = 50;

  private RawSmtp() {}

  /**
   * Sends every message of the list once, when told to.
   *
   * @param arguments SMTP port, connections, the messages' file, the list of their recipients,
   *     offsets and lengths, and the file that says go
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    int port = Integer.parseInt(arguments[0]);
    int connections = Integer.parseInt(arguments[1]);
    List<Prepared> messages = new ArrayList<>();
    try (FileChannel file = FileChannel.open(Path.of(arguments[2]))) {
      for (String line : Files.readAllLines(Path.of(arguments[3]))) {
        messages.add(Prepared.map(file, line));
      }
    }
    System.out.println(READY);
    while (!Files.exists(Path.of(arguments[4]))) {
      Thread.sleep(PAUSE_MILLIS);
    }
    AtomicInteger next = new AtomicInteger();
    for (int i = 0; i < connections; i++) {
      new Thread(() -> send(port, messages, next), "connection-" + i).start();
    }
    // What it has used is read when everything has arrived.
    Thread.currentThread().join();
  }

  private static void send(int port, List<Prepared> messages, AtomicInteger next) {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      InputStream answers = new BufferedInputStream(Channels.newInputStream(channel));
      expect(answers, '2');
      say(channel, answers, "EHLO benchmark", '2');
      for (int number; (number = next.getAndIncrement()) < messages.size(); ) {
        Prepared message = messages.get(number);
        say(channel, answers, "MAIL FROM:<" + MailShape.FROM + ">", '2');
        say(channel, answers, "RCPT TO:<" + message.recipient() + ">", '2');
        say(channel, answers, "DATA", '3');
        ByteBuffer content = message.content().duplicate();
        while (content.hasRemaining()) {
          channel.write(content);
        }
        expect(answers, '2');
      }
      say(channel, answers, "QUIT", '2');
    } catch (IOException e) {
      throw new IllegalStateException("The raw client failed", e);
    }
  }

  private static void say(SocketChannel channel, InputStream answers, String command, char expected)
      throws IOException {
    channel.write(ByteBuffer.wrap((command + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    expect(answers, expected);
  }

  /** Reads one answer, of several lines maybe. */
  private static void expect(InputStream answers, char expected) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = answers.read();
      if (next < 0) {
        throw new EOFException("The sink closed the connection");
      }
      if (next != '\n') {
        line.append((char) next);
      } else if (line.charAt(3) == '-') {
        line.setLength(0);
      } else if (line.charAt(0) != expected) {
        throw new IOException("The sink refused: " + line);
      } else {
        return;
      }
    }
  }

  /** A message as it goes over the wire. */
  private record Prepared(String recipient, ByteBuffer content) {

    static Prepared map(FileChannel file, String line) throws IOException {
      String[] fields = line.split(" ");
      long offset = Long.parseLong(fields[1]);
      long length = Long.parseLong(fields[2]);
      MappedByteBuffer content = file.map(FileChannel.MapMode.READ_ONLY, offset, length);
      return new Prepared(fields[0], content.load());
    }
  }
}
