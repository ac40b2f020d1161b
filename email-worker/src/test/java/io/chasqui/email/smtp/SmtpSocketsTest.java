package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class SmtpSocketsTest {

  @Test
  void sendsWithoutWaitingForAcknowledgements() throws IOException {
    try (Socket socket = new SmtpSockets(CuttableSocket::new).createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void sendsWithoutWaitingForAcknowledgementsUnderTls() throws IOException {
    SmtpTlsSockets sockets =
        new SmtpTlsSockets((SSLSocketFactory) SSLSocketFactory.getDefault(), CuttableSocket::new);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket encrypted = sockets.createSocket(plain, "localhost", plain.getPort(), true)) {
      assertThat(plain.getTcpNoDelay()).isTrue();
      assertThat(encrypted.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void opensNoSocketOnAWireThatWasCut() {
    CuttableSocket wire = new CuttableSocket();
    wire.cut("the attempt has taken too long");
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> new SmtpSockets(() -> wire).createSocket());
  }
}
