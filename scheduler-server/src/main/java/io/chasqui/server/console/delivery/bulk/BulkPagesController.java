package io.chasqui.server.console.delivery.bulk;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.bulk.DryRunModel.Skipped;
import io.chasqui.server.console.delivery.bulk.RefusedModel.Row;
import io.chasqui.server.delivery.bulk.BulkAct;
import io.chasqui.server.delivery.bulk.BulkActs;
import io.chasqui.server.delivery.bulk.BulkProblems;
import io.chasqui.server.delivery.bulk.BulkRefusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Acts on many deliveries: all of them, and how far each has come. */
@Hidden
@Controller
@RequestMapping(BulkSection.PATH)
class BulkPagesController {

  private static final int ON_A_PAGE = 50;

  private final Pages pages;
  private final BulkActs acts;
  private final Clock clock;

  BulkPagesController(Pages pages, BulkActs acts, Clock clock) {
    this.pages = pages;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * @param older the last one of the page before; what is no id is taken for none
   */
  @GetMapping
  ModelAndView list(@RequestParam(defaultValue = "") String older, HttpServletRequest request) {
    @Nullable UUID last = CanonicalUuid.parse(older).orElse(null);
    List<BulkAct> found = acts.list(last, ON_A_PAGE + 1);
    List<BulkAct> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
    @Nullable String next =
        found.size() > ON_A_PAGE
            ? BulkSection.PATH + "?older=" + shown.get(shown.size() - 1).id()
            : null;
    return pages.show(
        new Page(
            "bulk/list",
            BulkSection.ID,
            words(request).text("console.bulk.title"),
            new BulkListModel(shown, next)));
  }

  @GetMapping("/{id}")
  ModelAndView one(@PathVariable String id, HttpServletRequest request) {
    Words words = words(request);
    BulkAct act = find(id);
    return pages.show(
        new Page(
            "bulk/act",
            BulkSection.ID,
            words.text("console.bulk.act." + act.act()),
            List.of(all(words)),
            model(act, words)));
  }

  @PostMapping("/{id}/stop")
  ModelAndView stop(@PathVariable String id, HttpServletRequest request) {
    Words words = words(request);
    BulkAct act = find(id);
    try {
      acts.stop(act.id());
      new Said(words.text("console.bulk.stopped"), true).on(request);
    } catch (RequestRefused refused) {
      if (!BulkProblems.isOfItsEnd(refused)) {
        throw refused;
      }
      new Said(words.text("console.bulk.endedBefore"), false).on(request);
    }
    return Redirects.to(BulkSection.PATH + "/" + act.id(), request);
  }

  /**
   * @param behind the last one of the page before; what is no id is taken for none
   */
  @GetMapping("/{id}/refused")
  ModelAndView refused(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String behind,
      HttpServletRequest request) {
    Words words = words(request);
    BulkAct act = find(id);
    @Nullable DeliveryId last = CanonicalUuid.parse(behind).map(DeliveryId::new).orElse(null);
    List<BulkRefusal> found = acts.refusals(act.id(), last, ON_A_PAGE + 1);
    List<BulkRefusal> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
    String path = BulkSection.PATH + "/" + act.id();
    @Nullable String next =
        found.size() > ON_A_PAGE
            ? path + "/refused?behind=" + shown.get(shown.size() - 1).delivery()
            : null;
    Crumb of = new Crumb(path, words.text("console.bulk.act." + act.act()));
    return pages.show(
        new Page(
            "bulk/refused",
            BulkSection.ID,
            words.text("console.bulk.refused"),
            List.of(all(words), of),
            new RefusedModel(shown.stream().map(one -> row(one, words)).toList(), next)));
  }

  private static Row row(BulkRefusal refusal, Words words) {
    String id = refusal.delivery().toString();
    return new Row(id, "/console/deliveries/" + id, Reasons.said(refusal.reason(), words));
  }

  private BulkAct find(String id) {
    return acts.get(CanonicalUuid.parse(id).orElseThrow(BulkProblems::notFound));
  }

  private BulkModel model(BulkAct act, Words words) {
    Instant now = clock.instant();
    List<DeliveryQuery> filters = Objects.requireNonNullElse(act.filters(), List.of());
    FilterWords filter = new FilterWords(filters);
    return new BulkModel(
        act,
        answer(act, now, words),
        act.startedAt() == null
            ? ""
            : words.text("console.bulk.perSecond", words.number(Math.round(act.rate(now)))),
        act.left(now).map(words::span).orElse(""),
        acts.refusedBy(act.id()).entrySet().stream()
            .map(one -> new Skipped(Reasons.said(one.getKey(), words), one.getValue()))
            .toList(),
        filter.said(words),
        filters.isEmpty() ? null : filter.address());
  }

  private static String answer(BulkAct act, Instant now, Words words) {
    String key = "console.bulk.answer.";
    return switch (act.state()) {
      case WAITING ->
          act.beginsAt().isAfter(now)
              ? words.text(key + "begins", words.from(now, act.beginsAt()))
              : words.text(key + "waits");
      case RUNNING -> words.text(key + "runs");
      case STOPPED -> words.text(key + "stopped", Objects.requireNonNullElse(act.stoppedBy(), ""));
      case DONE -> words.text(key + "done");
    };
  }

  private static Crumb all(Words words) {
    return new Crumb(BulkSection.PATH, words.text("console.bulk.title"));
  }

  private Words words(HttpServletRequest request) {
    return pages.words(pages.viewer(request));
  }
}
