package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.ops.ConfigurationPage;
import io.chasqui.ops.Repository;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageSettings;
import io.chasqui.report.s3.TestS3;
import io.chasqui.testing.S3Server;
import io.chasqui.worker.report.ReportEncoding;
import io.chasqui.worker.report.ReportRead;
import io.chasqui.worker.report.ReportRead.Found;
import io.chasqui.worker.report.ReportReader;
import io.chasqui.worker.report.ReportReaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The example of docs/s3.md, on a server of the S3 protocol at another address. */
class S3PageIT {

  private static final String PAGE = Repository.text("docs/s3.md");
  private static final byte[] PDF = "%PDF-1.7 from a bucket".getBytes(StandardCharsets.US_ASCII);

  private static Map<String, String> settings;
  private static S3Server store;
  private static ChasquiServer server;

  @BeforeAll
  static void start() throws Exception {
    settings = example();
    store =
        S3Server.start(
            settings.get("chasqui.storage.s3.bucket"),
            settings.get("chasqui.storage.s3.access-key-id"),
            settings.get("chasqui.storage.s3.secret-access-key"));
    settings.put("chasqui.storage.s3.endpoint", store.address().toString());
    server =
        ChasquiServer.start(
            settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    store.close();
  }

  @Test
  void whatTheServerStoresAWorkerReads() {
    int status = server.put("/api/reports/q3-2026", "application/pdf", PDF).statusCode();

    assertThat(status).isEqualTo(201);
    assertThat(store.keys()).containsExactly("q3-2026");
    assertThat(server.get("/api/reports/q3-2026").body()).isEqualTo("%PDF-1.7 from a bucket");
    ReportStorage storage = TestS3.storage(ofAWorker().s3());
    try (ReportRead read = reader(storage).read(new CorrelationId("q3-2026"))) {
      assertThat(read)
          .isInstanceOfSatisfying(
              Found.class, found -> assertThat(found.report().content()).isEqualTo(PDF));
    } finally {
      TestS3.close(storage);
    }
  }

  @Test
  void whatIsNoPdfIsNotStored() {
    byte[] page = "<html>".getBytes(StandardCharsets.US_ASCII);

    assertThat(server.put("/api/reports/page", "application/pdf", page).statusCode())
        .isEqualTo(400);
    assertThat(store.keys()).doesNotContain("page");
    assertThat(server.get("/api/reports/page").statusCode()).isEqualTo(404);
  }

  @Test
  void theBucketPolicyIsJsonAndAllowsNothingMore() throws Exception {
    JsonNode policy =
        new ObjectMapper().readTree(blocks("json").results().findFirst().orElseThrow().group(1));

    assertThat(policy.findValues("Action"))
        .extracting(JsonNode::toString)
        .containsExactly("[\"s3:GetObject\",\"s3:PutObject\"]", "[\"s3:ListBucket\"]");
  }

  private static ReportReader reader(ReportStorage storage) {
    return new ReportReaders(storage, ofAWorker(), queue -> 32, new SimpleMeterRegistry())
        .reader(Channel.TELEGRAM, ReportEncoding.PDF, DataSize.ofMegabytes(20));
  }

  private static StorageSettings ofAWorker() {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("chasqui.storage", StorageSettings.class)
        .get();
  }

  /** The page's environment variables as settings. */
  private static Map<String, String> example() {
    Map<String, String> found = new TreeMap<>();
    String environment = blocks("properties").results().findFirst().orElseThrow().group(1);
    for (MatchResult line :
        Pattern.compile("^([A-Z0-9_]+)=(.*)$", Pattern.MULTILINE)
            .matcher(environment)
            .results()
            .toList()) {
      found.put(ConfigurationPage.keyOf(line.group(1)), line.group(2));
    }
    return found;
  }

  private static Matcher blocks(String language) {
    return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(PAGE);
  }
}
