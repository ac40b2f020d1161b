package io.chasqui.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request whose body of 64 MB is announced, and never comes: whoever reads it waits in vain. */
public final class UnsentBody {

  /** Says how long the body is. */
  public static final String LENGTH = "Content-Length: 67108864";

  /** Says that the body comes in pieces. */
  public static final String CHUNKED = "Transfer-Encoding: chunked";

  private static final int PATIENCE_MILLIS = 8_000;

  private UnsentBody() {}

  /**
   * The status of the answer.
   *
   * @param headers whole lines, one of which announces the body
   * @throws AssertionError when there is none until somebody gives up waiting for the body
   */
  public static int statusOf(URI uri, String method, String... headers) {
    return Integer.parseInt(answerTo(uri, method, headers).split(" ")[1]);
  }

  /** The answer's first line. */
  public static String answerTo(URI uri, String method, String... headers) {
    String head =
        method + " " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n";
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request = head + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
              .readLine();
      if (line == null) {
        throw new AssertionError("no answer to " + method + " " + uri);
      }
      return line;
    } catch (IOException e) {
      throw new AssertionError(method + " " + uri + " " + String.join(", ", headers) + ": " + e, e);
    }
  }
}
