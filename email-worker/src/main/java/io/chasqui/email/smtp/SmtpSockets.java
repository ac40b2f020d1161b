package io.chasqui.email.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/**
 * Sockets with TCP_NODELAY, which Angus has no setting for: without it Nagle's algorithm and the
 * peer's delayed acknowledgements hold up each mail by some 40 ms.
 */
final class SmtpSockets extends SocketFactory {

  private final Supplier<CuttableSocket> opening;

  /**
   * @param opening whose socket this thread asks for
   */
  SmtpSockets(Supplier<CuttableSocket> opening) {
    this.opening = opening;
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    opening.get().use(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connectsWithoutTimeout();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw connectsWithoutTimeout();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connectsWithoutTimeout();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw connectsWithoutTimeout();
  }

  private static UnsupportedOperationException connectsWithoutTimeout() {
    return new UnsupportedOperationException("would connect without a time-out");
  }
}
