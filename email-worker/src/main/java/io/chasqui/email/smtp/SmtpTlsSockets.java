package io.chasqui.email.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** TLS over a connected socket, on which TCP_NODELAY is set first; see {@link SmtpSockets}. */
final class SmtpTlsSockets extends SSLSocketFactory {

  private final SSLSocketFactory tls;
  private final Supplier<CuttableSocket> opening;

  /**
   * @param opening whose socket this thread asks for
   */
  SmtpTlsSockets(SSLSocketFactory tls, Supplier<CuttableSocket> opening) {
    this.tls = tls;
    this.opening = opening;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    socket.setTcpNoDelay(true);
    CuttableSocket wire = opening.get();
    wire.use(socket);
    Socket encrypted = tls.createSocket(socket, host, port, autoClose);
    wire.speaksThrough(encrypted);
    return encrypted;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
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
