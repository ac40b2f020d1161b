package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.Reports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page of a delivery knows besides its attempts. */
class DeliveryFactsIT {

  private static final String PDF = "%PDF-1.7\na canary of a report\n%%EOF\n";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void aReportIsNamedAndOpenedByAnOperatorAndTheAuditKnows() throws IOException {
    String of = "facts-" + UUID.randomUUID();
    String hash =
        server
            .bean(Reports.class)
            .put(
                new CorrelationId(of),
                new ByteArrayInputStream(PDF.getBytes(StandardCharsets.UTF_8)))
            .sha256();
    String page =
        page(server.bean(Deliveries.class).schedule(anEmail().withCorrelationId(of).build()));
    Browser operator = Browser.of(server, "operator");
    Browser viewer = Browser.of(server, "viewer");
    assertThat(operator.open(page).body()).contains(hash, "36 bytes", "Open the PDF");
    assertThat(viewer.open(page).body()).contains(hash).doesNotContain("Open the PDF");

    HttpResponse<String> report = operator.send(page + "/report");

    assertThat(report.body()).isEqualTo(PDF);
    assertThat(report.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(report.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline");
    assertThat(operator.open(page).body()).contains("Report shown");
    assertThat(viewer.send(page + "/report").statusCode()).isEqualTo(403);
  }

  @Test
  void aTraceAndAttemptsToComeAreTold() {
    DeliveryId id =
        server
            .bean(Deliveries.class)
            .schedule(
                anEmail()
                    .withCorrelationId("facts-" + UUID.randomUUID())
                    .retryingAfter(
                        Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofHours(1))
                    .dueAt(Instant.now().plusSeconds(30))
                    .build());
    server
        .database
        .jdbc()
        .sql(
            """
            WITH trace AS (
              UPDATE delivery_message
              SET traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
              WHERE id = :id)
            UPDATE delivery_state
            SET status = 'RETRYING', attempt = 1, failed_attempts = 1,
              due_at = now() + interval '5 seconds'
            WHERE id = :id
            """)
        .param("id", id.value())
        .update();

    String body = Browser.of(server, "viewer").open(page(id)).body();

    assertThat(body).contains("0af7651916cd43dd8448eb211c80319c");
    assertThat(body).contains("if those before fail", "if it fails too, it is given up");
  }

  private static String page(DeliveryId id) {
    return "/console/deliveries/" + id;
  }
}
