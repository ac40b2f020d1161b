package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists of deliveries: by which filter and time, as files, and under names. */
class DeliveryListsIT {

  private static final Pattern ROW = Pattern.compile("id=\"d-([0-9a-f-]{36})\"");
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
  private static final Pattern BEFORE = Pattern.compile("rel=\"prev\" href=\"([^\"]+)\"");
  private static final Pattern SAVED = Pattern.compile("/console/deliveries/saved/[0-9a-f-]{36}");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private Browser operator;
  private Browser viewer;

  @BeforeEach
  void stock() {
    server.reset();
    operator = Browser.of(server, "operator");
    viewer = Browser.of(server, "viewer");
  }

  @Test
  void aCodeNarrowsTheList() {
    ConsoleStock stock = ConsoleStock.in(server);

    assertThat(rows(viewer.open("/console/deliveries?code=RECIPIENT_REJECTED")))
        .containsExactly(stock.of(DeliveryStatus.FAILED).toString());
    assertThat(rows(viewer.open("/console/deliveries?code=NEVER_SEEN"))).isEmpty();
    assertThat(viewer.open("/console/deliveries?code=no+code").statusCode()).isEqualTo(400);
  }

  @Test
  void whatHasEndedIsListedInTheOrderInWhichItDidSo() {
    List<DeliveryId> ended = new BulkStock(server).ended(60, DeliveryStatus.FAILED);
    // The oldest ended last.
    for (int i = 0; i < ended.size(); i++) {
      set("completed_at = now() - " + (i + 1) + " * interval '1 second'", ended.get(i));
    }

    HttpResponse<String> first = viewer.open("/console/deliveries?by=ended");
    HttpResponse<String> second = viewer.open(link(first, NEXT));
    HttpResponse<String> back = viewer.open(link(second, BEFORE));

    assertThat(rows(first)).isEqualTo(texts(ended.subList(0, 50)));
    assertThat(rows(second)).isEqualTo(texts(ended.subList(50, 60)));
    assertThat(rows(back)).isEqualTo(rows(first));
    assertThat(rows(viewer.open("/console/deliveries?by=ended&from=-1h"))).hasSize(50);
    assertThat(rows(viewer.open("/console/deliveries?by=ended&to=-1h"))).isEmpty();
  }

  @Test
  void whatIsLateAndWhatEndsWithinTheHourIsListedSoonestFirst() {
    List<DeliveryId> waiting = new BulkStock(server).waiting(4);
    set("due_at = now() - interval '1 minute'", waiting.get(0));
    set("due_at = now() - interval '2 minutes'", waiting.get(1));
    set("expires_at = now() + interval '2 days'", waiting.get(2));
    set("expires_at = now() + interval '59 minutes'", waiting.get(3));
    String page = viewer.open("/console/deliveries").body();
    assertThat(page).contains("by=due&amp;to=now", "by=deadline&amp;to=1h");

    assertThat(rows(viewer.open("/console/deliveries?by=due&to=now")))
        .isEqualTo(texts(List.of(waiting.get(1), waiting.get(0))));
    assertThat(rows(viewer.open("/console/deliveries?by=deadline&to=1h")))
        .isEqualTo(texts(List.of(waiting.get(3))));
  }

  @Test
  void aListIsDownloadedMaskedAndTheAuditKnows() {
    ConsoleStock stock = ConsoleStock.in(server);
    new BulkStock(server).ended(510, DeliveryStatus.DELIVERED);

    HttpResponse<String> file =
        operator.send("/console/deliveries/csv", "status", "DELIVERED", "status", "FAILED");

    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    List<String> lines = file.body().lines().toList();
    assertThat(lines).hasSize(1 + 510 + 2).doesNotHaveDuplicates();
    assertThat(lines.get(0)).startsWith("id,correlation_id,status,channel,recipient,");
    assertThat(file.body())
        .doesNotContain(ConsoleStock.RECIPIENT)
        .contains(stock.of(DeliveryStatus.FAILED) + ",q3-2026:failed,FAILED,EMAIL,i•••@e•••,");
    assertThat(server.database.count("audit_entry WHERE act = 'deliveries.exported'")).isOne();
    assertThat(viewer.send("/console/deliveries/csv").statusCode()).isEqualTo(403);
  }

  @Test
  void aListIsSavedForOneselfOrByAnOperatorForAll() {
    viewer.send("/console/deliveries/saved", "name", "Mine", "status", "FAILED", "from", "today");
    operator.send(
        "/console/deliveries/saved", "name", "Ours", "status", "SENDING", "forAll", "true");

    String viewers = viewer.open("/console/deliveries").body();
    String operators = operator.open("/console/deliveries").body();
    assertThat(viewers).contains("Mine", "status=FAILED&amp;from=today", "Ours");
    assertThat(operators).contains("Ours").doesNotContain("Mine");
    assertThat(
            viewer
                .send(
                    "/console/deliveries/saved", "name", "x", "status", "FAILED", "forAll", "true")
                .statusCode())
        .isEqualTo(403);
    assertThat(viewer.send("/console/deliveries/saved", "name", "All").body())
        .contains("Nothing was saved");

    String ours = SAVED.matcher(operators).results().findFirst().orElseThrow().group();
    assertThat(viewer.send(ours + "/remove").statusCode()).isEqualTo(403);
    assertThat(operator.send(ours + "/remove").body()).contains("was removed");
    assertThat(viewer.open("/console/deliveries").body()).contains("Mine").doesNotContain("Ours");
    assertThat(server.database.count("audit_entry WHERE act LIKE 'saved-filter.%'")).isEqualTo(3);
  }

  private static void set(String what, DeliveryId id) {
    server
        .database
        .jdbc()
        .sql("UPDATE delivery_state SET " + what + " WHERE id = :id")
        .param("id", id.value())
        .update();
  }

  private static List<String> rows(HttpResponse<String> page) {
    return ROW.matcher(page.body()).results().map(row -> row.group(1)).toList();
  }

  private static List<String> texts(List<DeliveryId> ids) {
    return ids.stream().map(DeliveryId::value).map(UUID::toString).toList();
  }

  private static String link(HttpResponse<String> page, Pattern link) {
    MatchResult found = link.matcher(page.body()).results().findFirst().orElseThrow();
    return found.group(1).replace("&amp;", "&");
  }
}
