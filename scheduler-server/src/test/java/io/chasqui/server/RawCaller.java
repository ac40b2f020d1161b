package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A caller that decides when it sends and when it reads, with small buffers. */
final class RawCaller implements AutoCloseable {

  private static final ObjectMapper json = new ObjectMapper();
  private static final int RECEIVE_BUFFER = 32 * 1024;

  private final Socket socket = new Socket();
  private InputStream answer;

  /**
   * @param headers whole lines
   */
  RawCaller(URI uri, String contentType, String... headers) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    write("POST " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      write(header + "\r\n");
    }
    write("Content-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(Integer.toHexString(bytes.length) + "\r\n");
    socket.getOutputStream().write(bytes);
    write("\r\n");
  }

  void sendEnd() throws IOException {
    write("0\r\n\r\n");
  }

  /** The next lines of the answer. */
  List<JsonNode> nextLines(int count) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    while (lines.size() < count) {
      String line = readLine(answer());
      assertThat(line).as("line %d", lines.size()).isNotEmpty();
      lines.add(json.readTree(line));
    }
    return lines;
  }

  /** All further lines of the answer. */
  List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line = readLine(answer()); !line.isEmpty(); line = readLine(answer())) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private InputStream answer() throws IOException {
    if (answer == null) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      assertThat(readLine(in)).startsWith("HTTP/1.1 200");
      while (!readLine(in).isBlank()) {
        // The headers.
      }
      answer = new Chunks(in);
    }
    return answer;
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Empty at the end. */
  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** The body of an answer in HTTP's chunked encoding. */
  private static final class Chunks extends InputStream {

    private final InputStream in;
    private int left;
    private boolean ended;

    Chunks(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      if (left == 0 && !ended) {
        left = Integer.parseInt(readLine(in).strip(), 16);
        ended = left == 0;
      }
      if (ended) {
        return -1;
      }
      int next = in.read();
      if (--left == 0) {
        readLine(in);
      }
      return next;
    }
  }
}
