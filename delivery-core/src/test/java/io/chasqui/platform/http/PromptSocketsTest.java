package io.chasqui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {

  private final PromptSockets sockets = new PromptSockets();

  @Test
  void haveNoDelayBeforeTheyConnect() throws Exception {
    try (Socket socket = sockets.createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void haveNoneWhereTheyAreConnectedAtOnce() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = sockets.createSocket(peer.getInetAddress(), peer.getLocalPort())) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }
}
