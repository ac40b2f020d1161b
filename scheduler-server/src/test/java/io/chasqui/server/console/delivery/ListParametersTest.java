package io.chasqui.server.console.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Origin;
import io.chasqui.server.console.DeliveryFilter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListParametersTest {

  private static final ZoneId LIMA = ZoneId.of("America/Lima");
  private static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");
  private static final DeliveriesSection SECTION = new DeliveriesSection();
  private static final List<DeliveryFilter> FILTERS =
      List.of(
          SECTION.correlationIdFilter(),
          SECTION.customerFilter(),
          SECTION.originFilter(),
          SECTION.codeFilter());

  @Test
  void whatIsNarrowedTwiceIsListedForEach() {
    ListParameters list = list("status=FAILED&status=expired&channel=EMAIL&q=x&other=1");

    assertThat(list.statuses()).containsExactly(DeliveryStatus.FAILED, DeliveryStatus.EXPIRED);
    assertThat(list.channels()).containsExactly(Channel.EMAIL);
    assertThat(list.wrong()).isEmpty();
    assertThat(list.selection(null).queries(null, null, 10)).hasSize(2);
    assertThat(list.address())
        .isEqualTo("/console/deliveries?status=FAILED&status=expired&channel=EMAIL");
    assertThat(list.without("status").address()).isEqualTo("/console/deliveries?channel=EMAIL");
  }

  @ParameterizedTest
  @CsvSource({
    "status=NONE, status",
    "channel=FAX, channel",
    "from=never, from",
    "to=2026-13-01T00:00, to",
    "older=1, older",
    "newer=x, newer",
    "f=7c1e, f",
    "id=1, id",
    "id=01a2016b-78ea-71a4-bd4b-17a493136127&status=FAILED, id",
    "by=never, by",
    "by=ended&older=01a2016b-78ea-71a4-bd4b-17a493136127, older",
    "at=soon, at",
    "code=a b, code",
    "correlationId=a b, correlationId",
    "customerId=1e3, customerId",
    "customerId=99999999999999999999, customerId",
    "origin=ALERT:1, origin",
    "origin=alert, origin"
  })
  void whatIsNoValueIsNamed(String query, String name) {
    assertThat(list(query).wrong()).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "today, 2026-11-29T05:00:00Z",
    "now, 2026-11-30T03:00:00Z",
    "1h, 2026-11-30T04:00:00Z",
    "-30m, 2026-11-30T02:30:00Z",
    "2026-11-29T10:30, 2026-11-29T15:30:00Z",
    "2026-11-29T10:30:00+03:00, 2026-11-29T07:30:00Z",
    "2026-11-29T10:30:00 03:00, 2026-11-29T07:30:00Z"
  })
  void aTimeWithoutAnOffsetIsTheViewers(String written, Instant meant) {
    assertThat(LocalTimes.ofFilter(written, LIMA, NOW)).hasValue(meant);
  }

  @Test
  void aTimeThatTheClocksSkipOrMakeTwiceIsNoneToSendAt() {
    ZoneId madrid = ZoneId.of("Europe/Madrid");

    assertThat(LocalTimes.toSendAt("2027-03-28T02:30", madrid)).as("skipped").isEmpty();
    assertThat(LocalTimes.toSendAt("2027-10-31T02:30", madrid)).as("twice").isEmpty();
    assertThat(LocalTimes.toSendAt("2027-03-28T03:30", madrid))
        .hasValue(Instant.parse("2027-03-28T01:30:00Z"));
    assertThat(LocalTimes.toSendAt("soon", madrid)).isEmpty();
  }

  @Test
  void twoFiltersThatExcludeEachOtherFindNothing() {
    var selection = list("origin=ALERT").selection(null);
    selection.origin(new Origin("MAILING", null));

    assertThat(selection.queries(null, null, 10)).isEmpty();
  }

  @Test
  void aFormThatStaysOpenIsAboutTheSameDay() {
    assertThat(list("status=FAILED&from=today").fields())
        .containsExactly(
            new ListParameters.Field("status", "FAILED"),
            new ListParameters.Field("from", "2026-11-29T05:00:00Z"));
  }

  @Test
  void whatIsDueIsAskedForChannelByChannel() {
    assertThat(list("by=due&to=now").selection(null).queries(null, null, 10))
        .hasSize(Channel.values().length)
        .allMatch(query -> query.to().equals(NOW));
  }

  private static ListParameters list(String query) {
    Map<String, String[]> parameters = new TreeMap<>();
    for (String pair : query.split("&")) {
      String[] one = pair.split("=", 2);
      parameters.merge(
          one[0],
          new String[] {one[1]},
          (some, more) -> Stream.of(some, more).flatMap(Arrays::stream).toArray(String[]::new));
    }
    return new ListParameters(parameters, FILTERS, Optional.empty(), LIMA, NOW);
  }
}
