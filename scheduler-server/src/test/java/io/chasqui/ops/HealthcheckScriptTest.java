package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs ops/healthcheck.sh as a container engine would. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script runs in Linux containers")
class HealthcheckScriptTest {

  @Test
  void isHealthyWhenTheApplicationIsReady() throws Exception {
    assertThat(checkAgainst(200, "{\"status\":\"UP\"}")).isZero();
  }

  @Test
  void isUnhealthyWhenTheApplicationIsNotReady() throws Exception {
    assertThat(checkAgainst(503, "{\"status\":\"DOWN\"}")).isEqualTo(1);
  }

  @Test
  void isUnhealthyWhenNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(check("SERVER_PORT", port)).isEqualTo(1);
  }

  @Test
  void isUnhealthyWhenNothingIsAnswered() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(check("SERVER_PORT", silent.getLocalPort())).isEqualTo(1);
    }
  }

  @Test
  void asksThePortOfItsOwnThatManagementMayHave() throws Exception {
    HttpServer server = serverThatAnswers(200, "{\"status\":\"UP\"}");
    try {
      assertThat(check("MANAGEMENT_SERVER_PORT", server.getAddress().getPort())).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void asksBelowThePrefixOfTheServerAndNotOfThePortOfItsOwn() throws Exception {
    HttpServer server = serverThatAnswers("/chasqui", 200, "{\"status\":\"UP\"}");
    try {
      int port = server.getAddress().getPort();

      assertThat(check("SERVER_PORT", port, "SERVER_SERVLET_CONTEXTPATH", "/chasqui")).isZero();
      assertThat(check("SERVER_PORT", port)).isEqualTo(1);
      assertThat(check("MANAGEMENT_SERVER_PORT", port, "SERVER_SERVLET_CONTEXTPATH", "/chasqui"))
          .isEqualTo(1);
    } finally {
      server.stop(0);
    }
  }

  private static int checkAgainst(int status, String body) throws Exception {
    HttpServer server = serverThatAnswers(status, body);
    try {
      return check("SERVER_PORT", server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serverThatAnswers(int status, String body) throws IOException {
    return serverThatAnswers("", status, body);
  }

  private static HttpServer serverThatAnswers(String prefix, int status, String body)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        prefix + "/actuator/health/readiness",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int check(String portVariable, int port, String... more) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder("bash", Repository.file("ops/healthcheck.sh").toString());
    script.environment().keySet().removeIf(name -> name.endsWith("SERVER_PORT"));
    script.environment().put(portVariable, String.valueOf(port));
    for (int i = 0; i < more.length; i += 2) {
      script.environment().put(more[i], more[i + 1]);
    }
    Process process =
        script.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    long seconds = Duration.ofSeconds(10).toSeconds();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the script did not end");
    }
    return process.exitValue();
  }
}
