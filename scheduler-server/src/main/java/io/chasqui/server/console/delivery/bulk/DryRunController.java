package io.chasqui.server.console.delivery.bulk;

import io.chasqui.delivery.Decision;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveryLists;
import io.chasqui.server.console.delivery.ListParameters;
import io.chasqui.server.console.delivery.Rows;
import io.chasqui.server.console.delivery.bulk.DryRunModel.Result;
import io.chasqui.server.console.delivery.bulk.DryRunModel.Skipped;
import io.chasqui.server.delivery.bulk.BulkAct;
import io.chasqui.server.delivery.bulk.BulkActs;
import io.chasqui.server.delivery.bulk.BulkBegin;
import io.chasqui.server.delivery.bulk.BulkDryRun;
import io.chasqui.server.delivery.bulk.BulkOrder;
import io.chasqui.server.delivery.bulk.BulkProblems;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** What an act on many deliveries would come to, and its beginning. */
@Hidden
@Controller
class DryRunController {

  private final Pages pages;
  private final DeliveryLists lists;
  private final BulkActs acts;
  private final BulkChecks checks;
  private final Reads reads;

  DryRunController(
      Pages pages, DeliveryLists lists, BulkActs acts, BulkChecks checks, Reads reads) {
    this.pages = pages;
    this.lists = lists;
    this.acts = acts;
    this.checks = checks;
    this.reads = reads;
  }

  @GetMapping(BulkSection.NEW)
  ModelAndView dryRun(HttpServletRequest request) {
    Asked asked = new Asked(request);
    return asked.page(asked.faults(), asked.isWrong() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
  }

  @PostMapping(BulkSection.PATH)
  ModelAndView begin(HttpServletRequest request) {
    Asked asked = new Asked(request);
    Optional<BulkOrder> order = asked.order();
    if (order.isEmpty() || asked.form.untilId().isEmpty()) {
      return asked.page(asked.faults(), HttpStatus.BAD_REQUEST);
    }
    List<String> faults = checks.ofBeginning(asked.form, asked.words);
    if (!faults.isEmpty()) {
      return asked.page(faults, HttpStatus.BAD_REQUEST);
    }
    try {
      BulkAct act = acts.begin(order.get().alsoMayHaveArrived(asked.form.also()), asked.begin());
      return Redirects.to(BulkSection.PATH + "/" + act.id(), request);
    } catch (RequestRefused refused) {
      if (!BulkProblems.isOfSelection(refused)) {
        throw refused;
      }
      return asked.page(
          List.of(asked.words.text("console.bulk.fault.changed")), HttpStatus.CONFLICT);
    }
  }

  /** One request, and the page that answers it. */
  private final class Asked {

    private final Viewer viewer;
    private final Words words;
    private final BulkForm form;
    private final ListParameters list;
    private final List<String> faults = new ArrayList<>();

    Asked(HttpServletRequest request) {
      this.viewer = pages.viewer(request);
      this.words = pages.words(viewer);
      this.form = BulkForm.of(request);
      this.list = lists.of(request, viewer);
      this.faults.addAll(lists.faults(list, words));
      this.faults.addAll(checks.ofOrder(form, list, viewer.zone(), words));
    }

    List<String> faults() {
      return faults;
    }

    boolean isWrong() {
      return !faults.isEmpty();
    }

    /** Empty: something is wrong, or not chosen yet. */
    Optional<BulkOrder> order() {
      Optional<Decision> act = form.decision();
      @Nullable Instant time = BulkChecks.time(form, viewer.zone()).orElse(null);
      boolean needsTime = act.equals(Optional.of(Decision.RESCHEDULE));
      return isWrong() || needsTime && time == null
          ? Optional.empty()
          : act.map(one -> new BulkOrder(one, lists.queries(list), needsTime ? time : null, false));
    }

    BulkBegin begin() {
      return new BulkBegin(
          form.untilId().orElseThrow(),
          form.wanted(),
          form.mostPerSecond().orElse(null),
          form.reason().isEmpty() ? null : form.reason());
    }

    ModelAndView page(List<String> said, HttpStatus status) {
      DryRunModel model =
          new DryRunModel(
              form,
              form.decision().orElse(null),
              list.fields(),
              list.said(words),
              list.address(),
              said,
              order().map(this::result).orElse(null));
      return pages.show(
          new Page(
              "bulk/new",
              BulkSection.ID,
              words.text("console.bulk.new"),
              List.of(new Crumb(BulkSection.PATH, words.text("console.bulk.title"))),
              model),
          status);
    }

    private Result result(BulkOrder order) {
      BulkDryRun dry = reads.get(() -> acts.dryRun(order));
      boolean isRetry = order.act() == Decision.RETRY;
      return new Result(
          dry.untilId() == null ? "" : dry.untilId().toString(),
          dry.total(),
          dry.isTooMany(),
          dry.wanted(),
          isRetry ? dry.surelyNotSent() + dry.mayHaveArrived() : dry.wanted(),
          dry.surelyNotSent(),
          dry.mayHaveArrived(),
          skipped(dry),
          dry.first().stream().map(one -> Rows.row(one, viewer)).toList());
    }

    private List<Skipped> skipped(BulkDryRun dry) {
      return dry.skipped().entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .map(one -> new Skipped(Reasons.said(one.getKey(), words), one.getValue()))
          .toList();
    }
  }
}
