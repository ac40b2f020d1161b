package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryPlan;
import io.chasqui.delivery.SaidContent;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.Mask;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.TimelinePart;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliverySearch.Found;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts together the page of a delivery, whatever it is shown for. */
@Component
class DeliveryPages {

  private static final int OTHERS = 5;

  private final Pages pages;
  private final Deliveries deliveries;
  private final DeliverySearch search;
  private final List<TimelinePart> parts;
  private final DeliveryFacts facts;
  private final Clock clock;

  DeliveryPages(
      Pages pages,
      Deliveries deliveries,
      DeliverySearch search,
      List<TimelinePart> parts,
      DeliveryFacts facts,
      Clock clock) {
    this.pages = pages;
    this.deliveries = deliveries;
    this.search = search;
    this.parts = parts;
    this.facts = facts;
    this.clock = clock;
  }

  /** What is shown of it that is masked otherwise, and what is said besides. */
  record Showing(
      boolean recipient,
      @Nullable SaidContent content,
      @Nullable String refusal,
      String newTime,
      HttpStatus status) {

    /** Nothing but what everybody sees. */
    static final Showing MASKED = new Showing(false, null, null, "", HttpStatus.OK);

    /** Why an act was refused. */
    static Showing refused(String refusal, String newTime, HttpStatus status) {
      return new Showing(false, null, refusal, newTime, status);
    }

    /** What was written into the audit first. */
    static Showing revealed(@Nullable SaidContent content) {
      return new Showing(true, content, null, "", HttpStatus.OK);
    }
  }

  /**
   * The delivery of an address.
   *
   * @throws NotFound when there is none
   */
  DeliveryView find(String id) {
    return Ids.parse(id)
        .flatMap((DeliveryId one) -> deliveries.find(one))
        .orElseThrow(() -> new NotFound("delivery-not-found"));
  }

  ModelAndView show(DeliveryView delivery, Showing showing, HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    DeliveryModel model = model(delivery, showing, words);
    return pages.show(
        new Page(
            "delivery/delivery",
            DeliveriesSection.ID,
            delivery.correlationId(),
            List.of(list(words)),
            model),
        showing.status());
  }

  /** Asks once more before it is sent again. */
  ModelAndView askAgain(DeliveryView delivery, String back, HttpServletRequest request) {
    Words words = words(request);
    AgainModel model =
        new AgainModel(
            delivery,
            Answer.of(delivery, words, clock.instant()),
            Mask.of(delivery.channel(), delivery.recipient()),
            back);
    Crumb page = new Crumb(model.path(), delivery.correlationId());
    return pages.show(
        new Page(
            "delivery/again",
            DeliveriesSection.ID,
            words.text("console.again.title"),
            List.of(list(words), page),
            model));
  }

  Words words(HttpServletRequest request) {
    return pages.words(pages.viewer(request));
  }

  private static Crumb list(Words words) {
    return new Crumb(DeliveriesSection.PATH, words.text("console.deliveries.title"));
  }

  private DeliveryModel model(DeliveryView delivery, Showing showing, Words words) {
    Instant now = clock.instant();
    Found others = others(delivery);
    @Nullable DeliveryPlan plan = deliveries.plan(new DeliveryId(delivery.id())).orElse(null);
    SaidContent said = showing.content();
    String shown = Objects.requireNonNullElse(delivery.recipient(), "");
    return new DeliveryModel(
        delivery,
        Answer.of(delivery, words, now),
        Story.of(delivery, plan, parts, words, now),
        showing.recipient() ? shown : Mask.of(delivery.channel(), delivery.recipient()),
        showing.recipient(),
        said == null ? null : said.content(),
        said == null || said.content() != null ? null : said.sha256(),
        facts.of(delivery, plan),
        others.items().stream().filter(one -> !one.id().equals(delivery.id())).toList(),
        others.hasOlder(),
        showing.refusal(),
        Answer.mayHaveArrived(delivery),
        showing.newTime());
  }

  private Found others(DeliveryView delivery) {
    DeliverySelection selection = new DeliverySelection();
    selection.correlationId(delivery.correlationId());
    return search.page(selection, Place.NEWEST, OTHERS + 1);
  }
}
