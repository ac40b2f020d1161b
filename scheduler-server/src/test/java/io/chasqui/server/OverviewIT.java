package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.DeliveryStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first page, as it is sent. Others see the same within two seconds, so it is awaited. */
class OverviewIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @BeforeEach
  void clear() {
    server.reset();
  }

  @Test
  void whatDidNotArriveIsThereWithItsReasonAndALinkToItsLike() {
    ConsoleStock stock = ConsoleStock.in(server);
    stock.openAlert();
    stock.counted();
    Browser viewer = viewer();

    await()
        .untilAsserted(
            () ->
                assertThat(viewer.open("/console?period=6h").body())
                    .contains(
                        "id=\"d-" + stock.of(DeliveryStatus.FAILED),
                        "id=\"d-" + stock.of(DeliveryStatus.EXPIRED),
                        "id=\"d-" + stock.of(DeliveryStatus.UNCERTAIN),
                        "status=FAILED&amp;code=RECIPIENT_REJECTED&amp;by=ended&amp;from=",
                        "550 5.1.1 No such user here")
                    .doesNotContain(
                        "id=\"d-" + stock.of(DeliveryStatus.DELIVERED),
                        ConsoleStock.RECIPIENT,
                        ConsoleStock.SUBJECT));
  }

  @Test
  void chartsAreDrawnSaidInASentenceAndShownAsTables() {
    ConsoleStock stock = ConsoleStock.in(server);
    stock.openAlert();
    stock.counted();
    Browser viewer = viewer();

    await()
        .untilAsserted(
            () ->
                assertThat(viewer.open("/console").body())
                    .contains("What ended, by 1\u00a0min", "class=\"band\"", "to now: channel ")
                    .containsPattern("role=\"img\" aria-label=\"What ended[^\"]+ delivered, ")
                    .containsPattern(
                        "class=\"m-failed\" d=\"M[^\"]+\" fill=\"url\\(#ended-hatch\\)")
                    .containsPattern("class=\"m-p99\" d=\"M[^\"]+L[^\"]+M[^\"]+\"")
                    .containsPattern("(?s)Show as table.+<th scope=\"row\">.+<td>"));
  }

  @Test
  void whereNothingWasSentYetItIsSaidHowToBegin() {
    Browser viewer = viewer();

    await()
        .untilAsserted(
            () ->
                assertThat(viewer.open("/console").body())
                    .contains("Nothing has been sent yet.", "/api/schedule-email"));
    ConsoleStock.in(server);
    await()
        .untilAsserted(
            () ->
                assertThat(viewer.open("/console").body())
                    .doesNotContain("Nothing has been sent yet."));
  }

  private static Browser viewer() {
    Browser viewer = new Browser(server);
    viewer.logIn("viewer");
    return viewer;
  }
}
