package io.chasqui.server.console.overview;

import io.chasqui.server.console.OverviewCard;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.SystemStateQueries;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What whoever is called at night opens first. */
@Hidden
@Controller
class OverviewController {

  private final Pages pages;
  private final Reads reads;
  private final SystemStateQueries state;
  private final OpenAlerts alerts;
  private final List<OverviewCard> cards;

  OverviewController(
      Pages pages, Reads reads, JdbcClient jdbc, OpenAlerts alerts, List<OverviewCard> cards) {
    this.pages = pages;
    this.reads = reads;
    this.state = new SystemStateQueries(jdbc);
    this.alerts = alerts;
    this.cards = cards;
  }

  @GetMapping(OverviewSection.PATH)
  ModelAndView overview(HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    List<QueueState> queues = reads.get(state::queues);
    List<ChannelState> channels = reads.get(state::channels);
    OverviewModel model =
        new OverviewModel(
            reads.get(() -> alerts.of(channels, words)),
            cards.stream().map(card -> card.fact(viewer, words)).toList(),
            queues.stream().filter(QueueState::isUsed).toList(),
            channels);
    return pages.show(
        new Page(
            "overview/overview", OverviewSection.ID, words.text("console.overview.title"), model));
  }
}
