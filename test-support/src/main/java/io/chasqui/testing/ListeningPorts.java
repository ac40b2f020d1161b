package io.chasqui.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where processes listen for TCP, as it is seen from outside of them. */
public final class ListeningPorts {

  private static final int LAST = 65_535;
  private static final int TIMEOUT_MILLIS = 300;
  private static final String LISTEN = "0A";

  private ListeningPorts() {}

  /**
   * Of one process and none of its children. Systems other than Linux do not tell: there it is all
   * that answers on loopback, so what was there before is to be taken away.
   */
  public static Set<Integer> of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    return Files.isReadable(process.resolve("net/tcp")) ? ofProcess(process) : ofThisMachine();
  }

  /** Whether it answers at an address of this machine that others can reach too. */
  public static boolean answersToOthers(int port) {
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      return interfaces
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .anyMatch(address -> answers(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Integer> ofProcess(Path process) {
    Set<String> own = sockets(process.resolve("fd"));
    try (Stream<String> four = Files.lines(process.resolve("net/tcp"));
        Stream<String> six = Files.lines(process.resolve("net/tcp6"))) {
      return Stream.concat(four, six)
          .map(line -> line.strip().split("\\s+"))
          .filter(field -> field[3].equals(LISTEN) && own.contains("socket:[" + field[9] + "]"))
          .map(field -> Integer.valueOf(field[1].substring(field[1].indexOf(':') + 1), 16))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> sockets(Path descriptors) {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path descriptor : all.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          sockets.add(target(descriptor));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sockets;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed since it was listed";
    }
  }

  private static Set<Integer> ofThisMachine() {
    return IntStream.rangeClosed(1, LAST)
        .parallel()
        .filter(port -> answers(InetAddress.getLoopbackAddress(), port))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
