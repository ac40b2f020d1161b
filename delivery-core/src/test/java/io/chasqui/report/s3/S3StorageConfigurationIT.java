package io.chasqui.report.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAccessDenied;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StorageContext;
import io.chasqui.testing.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The S3 storage as its settings make it. */
@ExtendWith(OutputCaptureExtension.class)
class S3StorageConfigurationIT {

  private static final String S3 = "chasqui.storage.s3.";
  private static final CorrelationId ID = new CorrelationId("a");

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

  @Test
  void withAnEndpointTheBucketIsInThePath() throws Exception {
    ask(at("localhost"), "prefix=2026/");

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/reports/2026/a");
    assertThat(request.getHeaders().get("Host")).isEqualTo("localhost:" + server.getPort());
  }

  @Test
  void anEndpointMayHaveAPath() throws Exception {
    ask(at("localhost") + "/gate/s3");

    assertThat(server.takeRequest().getTarget()).isEqualTo("/gate/s3/reports/a");
  }

  @Test
  void theBucketMayBeInTheNameOfTheHost() throws Exception {
    ask(at("s3.test"), "path-style=false");

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/a");
    assertThat(request.getHeaders().get("Host")).isEqualTo("reports.s3.test:" + server.getPort());
  }

  @Test
  void requestsAreSignedForTheRegion() throws Exception {
    ask(at("localhost"), "region=garage");

    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .contains("/garage/s3/aws4_request");
  }

  @Test
  void anEmptySettingIsNone() {
    run(
        storage -> assertThat(storage).isNotNull(),
        "endpoint=",
        "path-style=",
        "prefix=",
        "access-key-id=",
        "secret-access-key=");
  }

  @Test
  void aNameThatLeadsIntoAPrivateNetworkNeedsPermission() {
    assertThat(failure(List.of(), at("minio")))
        .hasMessage(
            "chasqui.storage.s3.endpoint names minio, which is 127.0.0.1, in a private or reserved"
                + " network.");
    assertThat(failure(List.of(), "region=eu-central-1"))
        .hasMessageStartingWith(
            "chasqui.storage.s3.region names s3.eu-central-1.amazonaws.com, which is 127.0.0.1");
  }

  @Test
  void credentialsOfTheEnvironmentAreUsedWithoutAnyOfOurs() throws Exception {
    context(List.of("127.0.0.1"), at("localhost"), "access-key-id=", "secret-access-key=")
        .withSystemProperties("aws.accessKeyId=of-the-sdk", "aws.secretAccessKey=its-secret")
        .run(context -> context.getBean(ReportStorage.class).open(ID, null));

    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .contains("Credential=of-the-sdk/");
  }

  @Test
  void withoutCredentialsAnywhereItSaysWhereTheyGo(CapturedOutput output) throws Exception {
    context(List.of("127.0.0.1"), at("localhost"), "access-key-id=", "secret-access-key=")
        .withSystemProperties(
            "aws.disableEc2Metadata=true",
            "aws.sharedCredentialsFile=/nowhere",
            "aws.configFile=/nowhere")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ReportStorage.class).open(ID, null))
                    .isInstanceOf(StorageAccessDenied.class));

    assertThat(output).contains("set chasqui.storage.s3.access-key-id and");
    assertThat(server.takeRequest(0, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void secretsAreInNoLog(CapturedOutput output) {
    LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
    String root = LoggingSystem.ROOT_LOGGER_NAME;
    LogLevel before = logging.getLoggerConfiguration(root).getConfiguredLevel();
    logging.setLogLevel(root, LogLevel.TRACE);
    try {
      ask(at("localhost"), "secret-access-key= canary-secret ");
    } finally {
      logging.setLogLevel(root, before);
    }

    assertThat(output).contains("Reports are kept in the bucket reports at http://localhost:");
    assertThat(output).contains("software.amazon.awssdk.request").doesNotContain("canary-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bucket=                         | bucket is not set, and chasqui.storage.type is s3.",
        "bucket=a/b                      | bucket is not the name of a bucket.",
        "bucket=s3://reports             | bucket is not the name of a bucket.",
        "bucket=..                       | bucket is not the name of a bucket.",
        "region=eu.west                  | region is not the name of a region.",
        "region=-x                       | region is not the name of a region.",
        "endpoint=minio:9000             | endpoint is no http(s) address.",
        "endpoint=ftp://minio            | endpoint is no http(s) address.",
        "endpoint=http://u:canary@minio  | endpoint holds a user.",
        "endpoint=http://localhost/?a=b  | endpoint holds a query or a fragment.",
        "prefix=/a                       | prefix cannot begin the key of an object.",
        "prefix=a//b                     | prefix cannot begin the key of an object.",
        "prefix=../a                     | prefix cannot begin the key of an object.",
        "prefix=a/./b                    | prefix cannot begin the key of an object.",
        "prefix=a b                      | prefix cannot begin the key of an object.",
        "access-key-id=                  | access-key-id is not set, and"
            + " chasqui.storage.s3.secret-access-key is.",
        "secret-access-key=              | secret-access-key is not set, and"
            + " chasqui.storage.s3.access-key-id is.",
        "access-key-id=canary/secret     | access-key-id is not the id of an access key.",
      })
  void aSettingThatCannotBeStopsTheStartWithItsName(
      String setting, String message, CapturedOutput output) {
    InvalidSetting failure = failure(List.of(), setting);

    assertThat(failure).hasMessage(S3 + message);
    assertThat(failure.mend()).isNotBlank().doesNotContain("canary");
    assertThat(output).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout=0s", "timeout=soon", "path-style=perhaps"})
  void aValueOfTheWrongKindStopsTheStartWithItsName(String setting) {
    String key = S3 + setting.substring(0, setting.indexOf('='));
    context(List.of(), setting)
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining(key));
  }

  /** Asks for a report, which is not there. */
  private static void ask(String... settings) {
    run(
        storage -> assertThat(storage.open(ID, null)).isInstanceOf(StorageAnswer.NotThere.class),
        settings);
  }

  private static void run(ThrowingConsumer<ReportStorage> use, String... settings) {
    context(List.of("127.0.0.1"), settings)
        .run(context -> use.accept(context.getBean(ReportStorage.class)));
  }

  private static InvalidSetting failure(List<String> allowedNetworks, String... settings) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    context(allowedNetworks, settings).run(context -> failure.set(context.getStartupFailure()));
    assertThat(failure.get()).hasRootCauseInstanceOf(InvalidSetting.class);
    return (InvalidSetting) Throwables.getRootCause(failure.get());
  }

  /**
   * @param settings below chasqui.storage.s3
   */
  private static ApplicationContextRunner context(
      List<String> allowedNetworks, String... settings) {
    ApplicationContextRunner runner =
        StorageContext.of(S3StorageConfiguration.class, allowedNetworks)
            .withPropertyValues(
                "chasqui.storage.type=s3",
                S3 + "bucket=reports",
                S3 + "access-key-id=" + S3Server.KEY_ID,
                S3 + "secret-access-key=" + S3Server.SECRET);
    for (String setting : settings) {
      runner = runner.withPropertyValues(S3 + setting);
    }
    return runner;
  }

  private String at(String host) {
    return "endpoint=http://" + host + ":" + server.getPort();
  }
}
