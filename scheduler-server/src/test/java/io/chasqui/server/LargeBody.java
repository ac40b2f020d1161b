package io.chasqui.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A request with a body of 64 MB, of which as much is sent as the server lets be sent before it
 * answers.
 *
 * @param headers whole lines, without one that tells of the length
 */
record LargeBody(String method, String path, boolean isChunked, String... headers) {

  private static final int SIZE = 64 << 20;
  private static final int PIECE = 64 << 10;
  private static final int PATIENCE_MILLIS = 30_000;

  /** The answer's first line; empty when the server cut the connection without any. */
  String answerOf(ServerProcess server) throws IOException {
    try (Socket socket = connect(server)) {
      send(socket);
      return firstLine(socket.getInputStream());
    }
  }

  /** Sends what goes before the body, and a little of that if the server still takes it. */
  Socket begin(ServerProcess server) throws IOException {
    Socket socket = connect(server);
    try {
      sendPiece(socket.getOutputStream(), "{\"a".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // Its answer may be there.
    }
    return socket;
  }

  private Socket connect(ServerProcess server) throws IOException {
    URI uri = server.uri(path);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    String length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + SIZE;
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s\r\n\r\n"
            .formatted(method, path, length, String.join("\r\n", headers));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private void send(Socket socket) {
    byte[] piece = "a=b&".repeat(PIECE / 4).getBytes(StandardCharsets.US_ASCII);
    try {
      for (int sent = 0; sent < SIZE && socket.getInputStream().available() == 0; sent += PIECE) {
        sendPiece(socket.getOutputStream(), piece);
      }
      if (isChunked) {
        socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The server takes no more; its answer may be there.
    }
  }

  private void sendPiece(OutputStream out, byte[] piece) throws IOException {
    if (isChunked) {
      out.write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    out.write(piece);
    if (isChunked) {
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Empty when there is none. */
  static String firstLine(InputStream in) {
    StringBuilder line = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
        line.append((char) next);
      }
    } catch (IOException e) {
      // As if it had ended.
    }
    return line.toString();
  }
}
