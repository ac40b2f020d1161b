package io.chasqui.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection of HTTP/1.1, by hand: a client library would take a good part of the two
 * cores from what is measured. Opened again when the server says that it closes it, as versions
 * before this one do after 100 requests.
 */
public final class HttpConnection implements AutoCloseable {

  private static final int ANSWER_MILLIS = 600_000;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final int port;
  private final String authorization;
  private final StringBuilder line = new StringBuilder();
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  /**
   * @param key of the API; null: none
   */
  public HttpConnection(int port, @Nullable String key) {
    this.port = port;
    this.authorization = key == null ? "" : "Authorization: Bearer " + key + "\r\n";
  }

  Answer post(String path, String contentType, byte[] body) throws IOException {
    return send("POST", path, contentType, body);
  }

  Answer put(String path, String contentType, byte[] body) throws IOException {
    return send("PUT", path, contentType, body);
  }

  private Answer send(String method, String path, String contentType, byte[] body)
      throws IOException {
    byte[] head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: %s\r\nContent-Length: %s\r\n\r\n"
            .formatted(method, path, authorization, contentType, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return exchange(request);
  }

  Answer get(String path) throws IOException {
    return exchange(
        "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
            .formatted(path, authorization)
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes a request as it is, head and body, and reads its answer. */
  public Answer exchange(byte[] request) throws IOException {
    connection().getOutputStream().write(request);
    int status = Integer.parseInt(readLine().split(" ")[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    String header = readHeader();
    while (!header.isEmpty()) {
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).trim());
      } else if (header.startsWith("transfer-encoding:")) {
        chunked = true;
      } else if (header.equals("connection: close")) {
        last = true;
      }
      header = readHeader();
    }
    Answer answer = new Answer(status, chunked ? chunks() : body(length));
    if (last) {
      close();
    }
    return answer;
  }

  private Socket connection() throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_MILLIS);
      in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }
    return socket;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(readLine().trim(), 16);
      content.writeBytes(body(length));
      readLine();
      if (length == 0) {
        return content.toByteArray();
      }
    }
  }

  private byte[] body(int length) throws IOException {
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("The answer ended early");
    }
    return content;
  }

  private String readHeader() throws IOException {
    return readLine().toLowerCase(Locale.ROOT);
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
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
