package io.chasqui.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection of HTTP/1.1, by hand: a client library would take a good part of the two
 * cores from what is measured. Opened again when the server says that it closes it, as Tomcat does
 * after 100 requests.
 */
final class HttpConnection implements AutoCloseable {

  private static final int ANSWER_MILLIS = 120_000;

  private final int port;
  private final StringBuilder line = new StringBuilder();
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private boolean open;

  HttpConnection(int port) {
    this.port = port;
  }

  private void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    open = true;
  }

  Answer post(String path, String contentType, byte[] body) throws IOException {
    byte[] head =
        ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n")
            .formatted(path, contentType, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return exchange(request);
  }

  Answer get(String path) throws IOException {
    return exchange(
        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private Answer exchange(byte[] request) throws IOException {
    if (!open) {
      connect();
    }
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(readLine().split(" ")[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header; !(header = readLine()).isEmpty(); ) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = true;
      } else if (lower.equals("connection: close")) {
        last = true;
      }
    }
    Answer answer = new Answer(status, chunked ? chunks() : body(length));
    if (last) {
      close();
    }
    return answer;
  }

  private String chunks() throws IOException {
    StringBuilder content = new StringBuilder();
    while (true) {
      int length = Integer.parseInt(readLine().trim(), 16);
      content.append(body(length));
      readLine();
      if (length == 0) {
        return content.toString();
      }
    }
  }

  private String body(int length) throws IOException {
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("The answer ended early");
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    line.setLength(0);
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The server closed the connection");
      }
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
  }

  @Override
  public void close() throws IOException {
    open = false;
    socket.close();
  }

  /** What came back. */
  record Answer(int status, String body) {}
}
