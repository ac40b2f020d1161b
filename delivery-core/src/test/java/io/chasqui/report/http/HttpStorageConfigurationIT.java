package io.chasqui.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StorageContext;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The HTTP storage as its settings make it. */
@ExtendWith(OutputCaptureExtension.class)
class HttpStorageConfigurationIT {

  private static final String TOKEN = "chasqui.storage.http.bearer-token=";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.enqueue(new MockResponse.Builder().code(404).build());
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void anAddressThatCannotLeadElsewhereNeedsNoPermission(String host) throws Exception {
    ask(List.of(), at(host));

    assertThat(server.takeRequest().getTarget()).isEqualTo("/reports/a");
  }

  @Test
  void aNameThatLeadsIntoAPrivateNetworkNeedsPermission() throws Exception {
    assertThat(failure(at("storage")))
        .hasMessage(
            "chasqui.storage.http.base-url names storage, which is 127.0.0.1, in a private or"
                + " reserved network.")
        .extracting(InvalidSetting::mend)
        .asString()
        .startsWith("Add 127.0.0.1, or its network, to chasqui.http.allowed-networks");

    ask(List.of("127.0.0.1"), at("storage"));

    assertThat(server.getRequestCount()).isOne();
  }

  @Test
  void theTokenIsShownToTheStorageAndToNobodyElse(CapturedOutput output) throws Exception {
    ask(List.of(), at("localhost"), TOKEN + " canary-token ", "logging.level.root=debug");

    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Bearer canary-token");
    assertThat(output).doesNotContain("canary");
  }

  @Test
  void anEmptyTokenIsNone() throws Exception {
    ask(List.of(), at("localhost"), TOKEN);

    assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer canary", "canary\r\nX-Evil: 1", "canäry", "=", "\"canary\""})
  void aTokenThatCannotBeOneStopsTheStartAndIsNotShown(String token, CapturedOutput output) {
    InvalidSetting failure = failure(at("localhost"), TOKEN + token);

    assertThat(failure).hasMessage("chasqui.storage.http.bearer-token is not a bearer token.");
    assertThat(failure.mend()).doesNotContain("can");
    assertThat(output).doesNotContain("canary");
  }

  @Test
  void aPasswordInTheAddressStopsTheStartAndIsNotShown(CapturedOutput output) {
    InvalidSetting failure = failure(at("user:canary@localhost"));

    assertThat(failure).hasMessage("chasqui.storage.http.base-url holds a user.");
    assertThat(output).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://localhost/", "reports", "http:///reports", "http://127.1/"})
  void anAddressThatIsNoneStopsTheStart(String address) {
    assertThat(failure("chasqui.storage.http.base-url=" + address))
        .hasMessage("chasqui.storage.http.base-url is no http(s) address.");
  }

  @Test
  void aTimeoutOfNothingStopsTheStart() {
    context(List.of(), at("localhost"), "chasqui.storage.http.timeout=0s")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("chasqui.storage.http.timeout"));
  }

  /** Starts with these settings and asks for a report. */
  private static void ask(List<String> allowedNetworks, String... settings) {
    context(allowedNetworks, settings)
        .run(
            context ->
                assertThat(context.getBean(ReportStorage.class).open(new CorrelationId("a"), null))
                    .isInstanceOf(StorageAnswer.NotThere.class));
  }

  private static InvalidSetting failure(String... settings) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    context(List.of(), settings).run(context -> failure.set(context.getStartupFailure()));
    assertThat(failure.get()).hasRootCauseInstanceOf(InvalidSetting.class);
    return (InvalidSetting) Throwables.getRootCause(failure.get());
  }

  private static ApplicationContextRunner context(
      List<String> allowedNetworks, String... settings) {
    return StorageContext.of(HttpStorageConfiguration.class, allowedNetworks)
        .withPropertyValues("chasqui.storage.type=http")
        .withPropertyValues(settings);
  }

  private String at(String host) {
    return "chasqui.storage.http.base-url=http://" + host + ":" + server.getPort() + "/reports";
  }
}
