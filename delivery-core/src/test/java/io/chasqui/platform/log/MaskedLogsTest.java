package io.chasqui.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.platform.CorrelationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The last resort: what was logged by mistake is masked in every form of log. */
@ExtendWith(OutputCaptureExtension.class)
class MaskedLogsTest {

  private static final String ADDRESS = "canary@example.com";
  private static final String NUMBER = "+79991234545";
  private static final String SECRET = "AAcanaryTokenThatMustNotBeSeen_12345";
  private static final String ALL =
      ADDRESS + " or " + NUMBER + " by https://host.example/bot123456:" + SECRET + "/getMe";
  private static final String MASKED =
      "c***@e***.com or +7999***45 by https://host.example/bot***/getMe";
  private static final String ID = "0190f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6";

  private static final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"", "ecs", "logstash", "gelf"})
  void holdNothingPrivateInAnyForm(String form, @TempDir Path files, CapturedOutput output)
      throws Exception {
    Path file = files.resolve("chasqui.log");
    try (ConfigurableApplicationContext application =
        start(
            "--logging.structured.format.console=" + form,
            "--logging.structured.format.file=" + form,
            "--logging.file.name=" + file)) {
      logAll();
    }

    assertMasked(output.getOut());
    assertMasked(Files.readString(file));
  }

  @Test
  void areJsonStill(CapturedOutput output) throws Exception {
    try (ConfigurableApplicationContext application =
        start("--logging.structured.format.console=ecs")) {
      logAll();
    }

    JsonNode line = lineOf(output, "told");
    assertThat(line.path("message").asText()).isEqualTo("told " + MASKED);
    assertThat(line.path("deliveryId").asText()).isEqualTo(ID);
    assertThat(line.path("process").path("thread").path("name").asText())
        .isEqualTo("thread of c***@e***.com");
    JsonNode error = lineOf(output, "failed").path("error");
    assertThat(error.path("type").asText()).isEqualTo(IllegalStateException.class.getName());
    assertThat(error.path("message").asText()).isEqualTo("outer " + MASKED);
    assertThat(error.path("stack_trace").asText())
        .contains("Caused by: java.lang.IllegalArgumentException: inner " + MASKED)
        .contains("at " + MaskedLogsTest.class.getName());
  }

  @Test
  void haveWhatIsLookedForAsFields(CapturedOutput output) throws Exception {
    try (ConfigurableApplicationContext application =
            start(
                "--logging.structured.format.console=ecs",
                "--spring.application.name=email-worker",
                "--spring.application.version=1.2.3");
        Mdc.Scope delivery = Mdc.withDelivery(new CorrelationId("q3.2026"), 4711L);
        MDC.MDCCloseable trace = MDC.putCloseable("traceId", "0af7651916cd43dd8448eb211c80319c")) {
      LoggerFactory.getLogger(MaskedLogsTest.class)
          .atInfo()
          .addKeyValue("http.request.method", "GET")
          .addKeyValue("durationMillis", 12L)
          .addKeyValue("providerAnswer", "250 OK for " + ADDRESS)
          .log("with fields");
    }

    JsonNode line = lineOf(output, "with fields");
    assertThat(line.path("correlationId").asText()).isEqualTo("q3.2026");
    assertThat(line.path("customerId").asText()).isEqualTo("4711");
    assertThat(line.path("traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(line.at("/http/request/method").asText()).isEqualTo("GET");
    assertThat(line.path("durationMillis").isIntegralNumber()).isTrue();
    assertThat(line.path("providerAnswer").asText()).isEqualTo("250 OK for c***@e***.com");
    assertThat(line.at("/service/name").asText()).isEqualTo("email-worker");
    assertThat(line.at("/service/version").asText()).isEqualTo("1.2.3");
    assertThat(MDC.get(Mdc.CUSTOMER_ID)).isNull();
  }

  @Test
  void areWrittenOnceByTwoApplicationsInOneProcess(CapturedOutput output) throws Exception {
    try (ConfigurableApplicationContext one = start();
        ConfigurableApplicationContext other = start()) {
      logAll();
    }

    assertThat(output.getOut()).containsOnlyOnce("told " + MASKED);
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    SpringApplication application = new SpringApplication(Empty.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(
        Map.of(
            "spring.datasource.url", "jdbc:postgresql://unused/unused",
            "spring.config.import", "classpath:chasqui-core.yml"));
    return application.run(arguments);
  }

  private static void logAll() throws InterruptedException {
    Logger log = LoggerFactory.getLogger(MaskedLogsTest.class);
    Thread thread =
        new Thread(
            () -> {
              try (MDC.MDCCloseable delivery = Mdc.with(Mdc.DELIVERY_ID, ID)) {
                log.info("told {}", ALL);
                log.error(
                    "failed",
                    new IllegalStateException(
                        "outer " + ALL, new IllegalArgumentException("inner " + ALL)));
              }
            },
            "thread of " + ADDRESS);
    thread.start();
    thread.join();
  }

  private static void assertMasked(String log) {
    assertThat(log)
        .contains(MASKED)
        .contains("outer")
        .contains("inner")
        .contains(ID)
        .contains("at " + MaskedLogsTest.class.getName())
        .doesNotContain(ADDRESS)
        .doesNotContain(NUMBER)
        .doesNotContain(SECRET);
  }

  private static JsonNode lineOf(CapturedOutput output, String beginning) throws IOException {
    List<String> lines =
        output.getOut().lines().filter(line -> line.contains("\"" + beginning)).toList();
    assertThat(lines).hasSize(1);
    return json.readTree(lines.get(0));
  }

  @Configuration
  static class Empty {}
}
