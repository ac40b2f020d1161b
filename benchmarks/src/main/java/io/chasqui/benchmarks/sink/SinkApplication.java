package io.chasqui.benchmarks.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The built-in sink, a process of its own: a thread for each connection, no parsing of messages. It
 * is on loopback and says yes to everything.
 */
public final class SinkApplication {

  private static final int BACKLOG = 1_000;

  private SinkApplication() {}

  /**
   * @param arguments the port and the spool file
   */
  public static void main(String[] arguments) throws IOException {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    int port = Integer.parseInt(arguments[0]);
    ExecutorService threads = Executors.newCachedThreadPool();
    BufferPool buffers = new BufferPool();
    try (Spool spool = new Spool(Path.of(arguments[1]));
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      while (true) {
        SocketChannel client = server.accept();
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        threads.execute(new SinkConnection(client, spool, buffers));
      }
    }
  }
}
