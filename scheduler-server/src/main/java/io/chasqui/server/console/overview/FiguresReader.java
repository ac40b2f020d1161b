package io.chasqui.server.console.overview;

import io.chasqui.delivery.DeliveryCharts;
import io.chasqui.server.console.Reads;
import io.chasqui.server.status.SystemStateQueries;
import io.chasqui.server.status.alert.AlertLedger;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how things stand: ten statements, in one transaction. */
@Component
class FiguresReader {

  /** More than so many that are due on a channel are not counted. */
  static final int MOST_DUE = 10_001;

  private static final int MOST_ALERTS = 200;
  private static final int UNDELIVERED = 12;

  private final Reads reads;
  private final DeliveryCharts charts;
  private final AlertLedger alerts;
  private final SystemStateQueries state;
  private final Clock clock;

  FiguresReader(
      Reads reads, DeliveryCharts charts, AlertLedger alerts, JdbcClient jdbc, Clock clock) {
    this.reads = reads;
    this.charts = charts;
    this.alerts = alerts;
    this.state = new SystemStateQueries(jdbc);
    this.clock = clock;
  }

  Figures read(Period period) {
    return reads.get(() -> readNow(period));
  }

  private Figures readNow(Period period) {
    Instant now = clock.instant();
    TimeAxis axis = period.until(now);
    return new Figures(
        period,
        now,
        charts.countedUntil(),
        charts.endedSince(axis.from()),
        period.isByMinute()
            ? charts.byMinute(axis.from(), axis.to())
            : charts.byHour(axis.from(), axis.to()),
        charts.dueWithinAnHour(),
        charts.undelivered(axis.from(), UNDELIVERED),
        alerts.list(MOST_ALERTS),
        state.queues(MOST_DUE),
        state.channels());
  }
}
