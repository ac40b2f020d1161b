package io.chasqui.quickstart.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which ports of 127.0.0.1 nobody listens on. */
public final class FreePorts {

  /**
   * Below the range from which the operating systems take ports for outgoing connections: a port
   * found free stays free until the process it was found for has started.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  /** Where several run side by side, each may be told to take its own: 1 to {@link #PARTS}. */
  private static final String PART = "chasqui.ports-part";

  private static final int PARTS = 4;
  private static final int CONNECT_MILLIS = 300;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** Any free port, never the same twice. */
  public static int any() {
    Random random = new Random();
    int part = Integer.getInteger(PART, 0);
    int size = (HIGHEST - LOWEST) / PARTS;
    for (int tries = 0; tries < 1_000; tries++) {
      int port =
          part == 0
              ? LOWEST + random.nextInt(HIGHEST - LOWEST)
              : LOWEST + (part - 1) * size + random.nextInt(size);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port between " + LOWEST + " and " + HIGHEST);
  }

  /**
   * Asks twice, because each question has a blind spot: macOS lets 127.0.0.1 be bound beside a
   * listener on all addresses, and a listener with a full backlog answers no connection.
   */
  public static boolean isFree(int port) {
    return !answers(port) && canBind(port);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean canBind(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
