package io.chasqui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports on the console: what is known of them, who stores and who opens them. */
class ConsoleReportsIT {

  private static final String REPORTS = "/console/reports";
  private static final String PDF = "%PDF-1.7 canary";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static Browser viewer;
  private static Browser operator;

  @BeforeAll
  static void logIn() {
    viewer = new Browser(server);
    viewer.logIn("viewer");
    operator = new Browser(server);
    operator.logIn("operator");
  }

  @BeforeEach
  void empty() {
    server.reset();
  }

  @Test
  void whatWasStoredIsListedWithWhatUsesIt() {
    for (int i = 0; i < 51; i++) {
      store("r-" + (100 + i));
    }
    send("r-100", "r-100");
    send("other", "r-100");
    send("r-101", "other");

    String newest = viewer.open(REPORTS).body();
    assertThat(newest).contains("r-150", "r-101").doesNotContain("r-100");
    assertThat(viewer.open(REPORTS + "?older=r-101").body()).contains("r-100", ">2<");
    String page = viewer.open(REPORTS + "/r-100").body();
    assertThat(page).contains("15 bytes", "It was stored", ">2<").doesNotContain("type=\"file\"");
    assertThat(viewer.open(REPORTS + "/r-101").body()).contains(">0<");
    assertThat(viewer.open(REPORTS + "?q=r-120").uri().getPath()).endsWith("/r-120");
    assertThat(viewer.open(REPORTS + "?q=no%20id").statusCode()).isEqualTo(400);
  }

  @Test
  void aViewerStoresAndOpensNone() {
    store("q3");
    viewer.open(REPORTS + "/q3");

    assertThat(viewer.send(REPORTS + "/q3/pdf").statusCode()).isEqualTo(403);
    assertThat(viewer.send(REPORTS + "/q3/look").statusCode()).isEqualTo(403);
    assertThat(viewer.upload(REPORTS + "/q3/upload", PDF).statusCode()).isEqualTo(403);
  }

  @Test
  void anOperatorStoresOneAndOpensIt() {
    operator.open(REPORTS + "/q4");
    assertThat(operator.send(REPORTS + "/q4/look").body()).contains("does not have it");

    assertThat(operator.upload(REPORTS + "/q4/upload", "no pdf").statusCode()).isEqualTo(400);
    assertThat(operator.upload(REPORTS + "/q4/upload", PDF).statusCode()).isEqualTo(303);
    assertThat(newestAct()).isEqualTo("operator CONSOLE report.stored q4 DONE");
    assertThat(operator.open(REPORTS + "/q4").body()).contains("It is stored.", "Stored: ");
    assertThat(operator.send(REPORTS + "/q4/look").body()).contains("The storage has it");

    HttpResponse<String> pdf = operator.send(REPORTS + "/q4/pdf");
    assertThat(pdf.body()).isEqualTo(PDF);
    assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline")
        .contains("q4.pdf");
    assertThat(pdf.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(newestAct()).isEqualTo("operator CONSOLE report.opened q4 DONE");
    assertThat(operator.send(REPORTS + "/nowhere/pdf").statusCode()).isEqualTo(404);
  }

  private static void store(String id) {
    assertThat(
            server.put("/api/reports/" + id, "application/pdf", PDF.getBytes(UTF_8)).statusCode())
        .isEqualTo(201);
  }

  private static void send(String correlationId, String reportId) {
    String body =
        """
        {"correlationId": "%s", "reportId": "%s", "toEmail": "ana@example.com", "delay": "PT1H"}
        """
            .formatted(correlationId, reportId);
    assertThat(server.post("/api/schedule-email", body).statusCode()).isEqualTo(200);
  }

  private static String newestAct() {
    return server
        .database
        .jdbc()
        .sql(
            "SELECT concat_ws(' ', actor, via, act, object_id, result) FROM audit_entry"
                + " ORDER BY id DESC LIMIT 1")
        .query(String.class)
        .single();
  }
}
