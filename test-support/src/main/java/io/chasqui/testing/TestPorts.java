package io.chasqui.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that cannot take port 0, or come back on the port that they had. */
public final class TestPorts {

  /**
   * Below those that the quickstart takes, and below those that the operating system gives to
   * outgoing connections: a port that is left for a moment is not taken by one.
   */
  private static final int LOWEST = 10_000;

  private static final int HIGHEST = 19_999;

  private TestPorts() {}

  /** One that nobody listened on a moment ago. */
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
