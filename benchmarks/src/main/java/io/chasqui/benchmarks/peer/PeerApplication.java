package io.chasqui.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The peer, a process of its own on loopback: a thread for each connection, and no more of HTTP
 * than is needed, so that it takes little of the two cores.
 */
public final class PeerApplication {

  private static final int BACKLOG = 1_000;

  private PeerApplication() {}

  /**
   * @param arguments the port
   */
  public static void main(String[] arguments) throws IOException {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    int port = Integer.parseInt(arguments[0]);
    ExecutorService threads = Executors.newCachedThreadPool();
    Taken taken = new Taken();
    try (ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket client = server.accept();
        client.setTcpNoDelay(true);
        threads.execute(new PeerConnection(client, taken));
      }
    }
  }
}
