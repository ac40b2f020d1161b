package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The streams by which the dashboard's pages learn of changes. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class DashboardStreamsIT {

  private static final Map<ChasquiServer, Browser> operators = new HashMap<>();
  private static final int MORE_THAN_MAY_BE_OPEN = 105;

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @BeforeEach
  void thereIsNoJob() {
    server.reset();
  }

  @Test
  void tellHowManyJobsThereAre() throws IOException {
    deliveryDueTomorrow(server);

    HttpResponse<InputStream> stream = open(server, "/dashboard/sse/jobstats");

    assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    awaitData(lines(stream), "\"scheduled\":1");
  }

  @Test
  void tellAllWhoLookAtAJobUntilItHasEnded(CapturedOutput output) throws IOException {
    DeliveryId id = deliveryDueTomorrow(server);
    BufferedReader one = lines(open(server, "/dashboard/sse/jobs/" + id));
    BufferedReader another = lines(open(server, "/dashboard/sse/jobs/" + id));
    assertThat(nextData(one)).contains("\"id\":\"" + id);
    assertThat(nextData(another)).contains("\"id\":\"" + id);

    operator(server).act("DELETE", "/dashboard/api/jobs/" + id);

    for (BufferedReader stream : List.of(one, another)) {
      assertThat(nextData(stream)).contains("DELETED");
      assertThat(stream.lines()).contains("event: close");
    }
    assertThat(output).doesNotContain("Error notifying");
  }

  @Test
  void areNeverRefusedBecauseOthersAreGone() throws IOException {
    for (int i = 0; i < MORE_THAN_MAY_BE_OPEN; i++) {
      open(server, "/dashboard/sse/jobstats").body().close();
    }
  }

  @Test
  void forgetABrowserThatIsGoneWithoutAWord(CapturedOutput output) throws IOException {
    deliveryDueTomorrow(server);
    HttpResponse<InputStream> gone = open(server, "/dashboard/sse/jobstats");
    nextData(lines(gone));
    gone.body().close();
    BufferedReader here = lines(open(server, "/dashboard/sse/jobstats"));
    for (int jobs = 2; jobs <= 4; jobs++) {
      deliveryDueTomorrow(server);
      awaitData(here, "\"scheduled\":" + jobs);
    }

    assertThat(output).doesNotContain("Error notifying", "broke off", "fault of ours");
  }

  @Test
  void makeRoomForANewOneByEndingTheOldest() throws IOException {
    List<HttpResponse<InputStream>> streams = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_MAY_BE_OPEN; i++) {
      streams.add(open(server, "/dashboard/sse/servers"));
    }

    assertThat(lines(streams.get(0)).lines())
        .contains("retry: 3000")
        .doesNotContain("event: close");
  }

  @Test
  void doNotHoldUpTheEndOfTheServer() throws IOException {
    ChasquiServer ending = ChasquiServer.start();
    deliveryDueTomorrow(ending);
    BufferedReader counts = lines(open(ending, "/dashboard/sse/jobstats"));
    BufferedReader servers = lines(open(ending, "/dashboard/sse/servers"));
    nextData(counts);

    Instant told = Instant.now();
    ending.close();

    assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(counts.lines()).doesNotContain("event: close");
    assertThat(servers.lines()).doesNotContain("event: close");
  }

  private static DeliveryId deliveryDueTomorrow(ChasquiServer server) {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    return server.bean(Deliveries.class).schedule(anEmail().dueAt(tomorrow).build());
  }

  private static Browser operator(ChasquiServer server) {
    return operators.computeIfAbsent(server, one -> Browser.of(one, "operator"));
  }

  private static HttpResponse<InputStream> open(ChasquiServer server, String path) {
    HttpResponse<InputStream> stream =
        operator(server).exchange(operator(server).request(path), BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    return stream;
  }

  private static BufferedReader lines(HttpResponse<InputStream> stream) {
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }

  private static void awaitData(BufferedReader lines, String part) throws IOException {
    while (!nextData(lines).contains(part)) {
      // Older counts may come first.
    }
  }

  private static String nextData(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data: {")) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }
}
