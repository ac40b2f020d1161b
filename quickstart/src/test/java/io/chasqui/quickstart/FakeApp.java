package io.chasqui.quickstart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands in for an application: is ready at once, tells its arguments and environment, takes any
 * report and any key that it has made by {@code keys create}, and ends when asked at {@code
 * /exit/<code>}. With {@code --fail-with} it ends at once, with {@code --ignore-end} it does not
 * obey SIGTERM.
 */
public final class FakeApp {

  private static final String KEY = "chq_fake_";

  private FakeApp() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("keys")) {
      makeKey(arguments);
      return;
    }
    String failWith = argument(arguments, "fail-with");
    if (!failWith.isEmpty()) {
      System.err.println("cannot start: señal");
      System.exit(Integer.parseInt(failWith));
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println("told to end");
                  if (!argument(arguments, "ignore-end").isEmpty()) {
                    sleepLong();
                  }
                }));
    int port = Integer.parseInt(argument(arguments, "server.port"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (path.startsWith("/exit/")) {
            Runtime.getRuntime().halt(Integer.parseInt(path.substring("/exit/".length())));
          }
          String key = exchange.getRequestHeaders().getFirst("Authorization");
          if (path.startsWith("/api/") && (key == null || !key.startsWith("Bearer " + KEY))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
          }
          byte[] told =
              (String.join("\n", arguments)
                      + "\n"
                      + System.getenv()
                      + "\n"
                      + Path.of("").toAbsolutePath())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, told.length);
          exchange.getResponseBody().write(told);
          exchange.close();
        });
    leaveAKey(argument(arguments, "chasqui.api.first-key.file"));
    server.start();
    System.out.println("started on port " + port);
  }

  private static void leaveAKey(String file) throws IOException {
    Path path = Path.of(file);
    if (!file.isEmpty() && !(Files.exists(path) && Files.readString(path).startsWith(KEY))) {
      Files.writeString(path, KEY + ProcessHandle.current().pid());
    }
  }

  private static void makeKey(String[] arguments) {
    String name = arguments[Arrays.asList(arguments).indexOf("--name") + 1];
    System.err.println("Key of " + name + " for " + System.getenv("SPRING_DATASOURCE_PASSWORD"));
    if (name.equals("refused")) {
      System.exit(1);
    }
    System.out.println(KEY + ProcessHandle.current().pid());
  }

  private static void sleepLong() {
    try {
      Thread.sleep(600_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String argument(String[] arguments, String name) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith("--" + name + "="))
        .map(argument -> argument.substring(name.length() + 3))
        .findFirst()
        .orElse("");
  }

  /** Writes three jars of it, named as the applications' are. */
  static Path jarsIn(Path folder) throws IOException {
    for (String name : new String[] {"scheduler-server", "email-worker", "messaging-worker"}) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeApp.class.getName());
      try (JarOutputStream jar =
          new JarOutputStream(Files.newOutputStream(folder.resolve(name + ".jar")), manifest)) {
        String entry = FakeApp.class.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(entry));
        try (var source = FakeApp.class.getClassLoader().getResourceAsStream(entry)) {
          if (source == null) {
            throw new IOException("Missing: " + entry);
          }
          source.transferTo(jar);
        }
        jar.closeEntry();
      }
    }
    return folder;
  }
}
