package io.chasqui.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One client, whose connection is kept: as much of HTTP/1.1 as clients need that send a body of
 * known length and wait for its answer. Paths that begin with {@link #CONTROL} are the driver's.
 */
final class PeerConnection implements Runnable {

  static final String CONTROL = "/peer/";

  private static final Clock CLOCK = Clock.systemUTC();
  private static final int MOST_BYTES = 64 * 1024;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";

  /** Each channel takes a 200 for a yes, and the probe gateway's wants this body. */
  private static final byte[] YES = answer("{\"code\":0}");

  private final Socket client;
  private final Taken taken;
  private final byte[] buffer = new byte[MOST_BYTES];
  private Instant begunAt = Instant.EPOCH;

  PeerConnection(Socket client, Taken taken) {
    this.client = client;
    this.taken = taken;
  }

  @Override
  public void run() {
    try (client) {
      InputStream in = client.getInputStream();
      for (String request; (request = read(in)) != null; ) {
        String path = request.split(" ", 3)[1];
        if (path.startsWith(CONTROL)) {
          write(answer(taken.obey(path.substring(CONTROL.length()))));
        } else {
          take(request, in);
        }
      }
    } catch (IOException e) {
      // The client went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(String request, InputStream in) throws IOException, InterruptedException {
    taken.add(new Arrival(begunAt, request));
    if (taken.hangs()) {
      // Until the client has lost its patience.
      in.transferTo(OutputStream.nullOutputStream());
      return;
    }
    if (!taken.thinkTime().isZero()) {
      Thread.sleep(taken.thinkTime().toMillis());
    }
    write(YES);
  }

  private void write(byte[] answer) throws IOException {
    client.getOutputStream().write(answer);
  }

  /** Reads one request; null when the client has closed the connection. */
  private @Nullable String read(InputStream in) throws IOException {
    int length = 0;
    while (true) {
      int more = in.read(buffer, length, buffer.length - length);
      if (more <= 0) {
        return null;
      }
      if (length == 0) {
        begunAt = CLOCK.instant();
      }
      length += more;
      String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
      if (isWhole(text)) {
        return text;
      }
    }
  }

  private static boolean isWhole(String text) {
    int endOfHead = text.indexOf(END_OF_HEAD);
    if (endOfHead < 0) {
      return false;
    }
    String head = text.substring(0, endOfHead + 2).toLowerCase(Locale.ROOT);
    int length = head.indexOf(LENGTH);
    if (length < 0) {
      return true;
    }
    int from = length + LENGTH.length();
    int body = Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
    return text.length() >= endOfHead + END_OF_HEAD.length() + body;
  }

  private static byte[] answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
        .formatted(body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
