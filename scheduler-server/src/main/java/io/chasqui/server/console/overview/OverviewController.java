package io.chasqui.server.console.overview;

import io.chasqui.delivery.Undelivered;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.OverviewCard;
import io.chasqui.server.console.OverviewCard.Fact;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.chart.Chart;
import io.chasqui.server.console.live.LiveTag;
import io.chasqui.server.console.overview.OverviewModel.Row;
import io.chasqui.server.console.overview.Snapshots.Snapshot;
import io.chasqui.server.status.QueueState;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What whoever is called at night opens first. */
@Hidden
@Controller
class OverviewController {

  private static final String ALERTS = "/console/alerts";

  private final Pages pages;
  private final Snapshots snapshots;
  private final Emptiness emptiness;
  private final List<OverviewCard> cards;
  private final ObjectProvider<ConsoleSection> sections;

  OverviewController(
      Pages pages,
      Snapshots snapshots,
      Emptiness emptiness,
      List<OverviewCard> cards,
      ObjectProvider<ConsoleSection> sections) {
    this.pages = pages;
    this.snapshots = snapshots;
    this.emptiness = emptiness;
    this.cards = cards;
    this.sections = sections;
  }

  /**
   * @param period a word that is none is taken for the shortest
   */
  @GetMapping(OverviewSection.PATH)
  ModelAndView overview(
      @RequestParam(defaultValue = "") String period, HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    Snapshot now = snapshots.of(Period.ofWord(period));
    List<Fact> more = now.awaySince() == null ? facts(viewer, words) : List.of();
    String tag =
        LiveTag.of(
            viewer, now.figures().period(), now.version(), String.valueOf(now.awaySince()), more);
    if (LiveTag.isShown(request, tag)) {
      return Pages.unchanged();
    }
    return pages.show(
        new Page(
            "overview/overview",
            OverviewSection.ID,
            words.text("console.overview.title"),
            model(now, tag, more, words)));
  }

  private List<Fact> facts(Viewer viewer, Words words) {
    return cards.stream().map(card -> card.fact(viewer, words)).toList();
  }

  private OverviewModel model(Snapshot snapshot, String tag, List<Fact> more, Words words) {
    Figures now = snapshot.figures();
    List<QueueState> queues = now.queues().stream().filter(QueueState::isUsed).toList();
    List<Fact> facts = new ArrayList<>(Facts.of(now, words));
    facts.addAll(more);
    return new OverviewModel(
        now.period(),
        tag,
        now.at(),
        snapshot.awaySince(),
        OpenAlerts.of(now.alerts(), now.channels(), words),
        facts,
        charts(now, queues, words),
        now.undelivered().stream().map(one -> row(one, now)).toList(),
        queues,
        now.channels(),
        snapshot.awaySince() == null && emptiness.isEmpty(now));
  }

  private List<Chart> charts(Figures now, List<QueueState> queues, Words words) {
    @Nullable String link = linkToAlerts();
    var past = AlertBands.over(now.axis(), now.alerts(), now.at(), link, words);
    var coming = AlertBands.over(DueChart.axis(now), now.alerts(), now.at(), link, words);
    return List.of(
        EndedChart.of(now, past, words),
        LatenessChart.of(now, past, words),
        BacklogChart.of(queues, words),
        DueChart.of(now, coming, words));
  }

  private @Nullable String linkToAlerts() {
    boolean isThere = sections.stream().anyMatch(section -> section.path().equals(ALERTS));
    return isThere ? ALERTS : null;
  }

  private static Row row(Undelivered one, Figures now) {
    return new Row(
        one.id().toString(),
        one.status(),
        one.correlationId(),
        one.channel(),
        one.endedAt(),
        one.failureCode(),
        one.failureDetail(),
        one.n(),
        alike(one, now));
  }

  private static String alike(Undelivered one, Figures now) {
    String code = one.failureCode();
    String list = "/console/deliveries?status=" + one.status();
    return code == null
        ? list
        : list
            + "&code="
            + URLEncoder.encode(code, StandardCharsets.UTF_8)
            + "&by=ended&from="
            + now.axis().from();
  }
}
