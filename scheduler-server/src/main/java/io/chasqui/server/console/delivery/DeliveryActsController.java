package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryAction;
import io.chasqui.delivery.DeliveryAction.AfterDeadline;
import io.chasqui.delivery.DeliveryAction.Erased;
import io.chasqui.delivery.DeliveryAction.Made;
import io.chasqui.delivery.DeliveryAction.StateConflict;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.api.request.TimeFields;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveryPages.Showing;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What people decide about a delivery. What is done leads on to a page that says so; what is
 * refused shows the delivery as it is now, and why.
 */
@Hidden
@Controller
@RequestMapping(DeliveriesSection.PATH + "/{id}")
class DeliveryActsController {

  private static final Logger log = LoggerFactory.getLogger(DeliveryActsController.class);

  private final DeliveryPages page;
  private final Pages pages;
  private final Deliveries deliveries;
  private final Clock clock;

  DeliveryActsController(DeliveryPages page, Pages pages, Deliveries deliveries, Clock clock) {
    this.page = page;
    this.pages = pages;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @PostMapping("/cancel")
  ModelAndView cancel(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String back,
      HttpServletRequest request) {
    return new Deciding("cancelled", page.find(id), back, request).by(deliveries::cancel);
  }

  @PostMapping("/confirm")
  ModelAndView confirm(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String back,
      HttpServletRequest request) {
    return new Deciding("confirmed", page.find(id), back, request).by(deliveries::confirm);
  }

  /**
   * @param sure that it is to be sent though it may have arrived
   */
  @PostMapping("/retry")
  ModelAndView retry(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean sure,
      @RequestParam(required = false) @Nullable String back,
      HttpServletRequest request) {
    DeliveryView delivery = page.find(id);
    Deciding deciding = new Deciding("retried", delivery, back, request);
    return !sure && delivery.status().isRevivable() && Answer.mayHaveArrived(delivery)
        ? page.askAgain(delivery, deciding.back(), request)
        : deciding.by(deliveries::retry);
  }

  /**
   * @param time as the form's field has it; absent: now
   */
  @PostMapping("/reschedule")
  ModelAndView reschedule(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String time,
      @RequestParam(required = false) @Nullable String back,
      HttpServletRequest request) {
    Deciding deciding = new Deciding("rescheduled", page.find(id), back, request);
    Instant now = clock.instant();
    if (time == null) {
      return deciding.by(delivery -> deliveries.reschedule(delivery, now));
    }
    Optional<Instant> given = LocalTimes.toSendAt(time.strip(), pages.viewer(request).zone());
    if (given.isEmpty()) {
      return deciding.refused("noTime", time, HttpStatus.BAD_REQUEST);
    }
    if (given.get().isAfter(now.plus(TimeFields.FURTHEST))) {
      return deciding.refused("tooFar", time, HttpStatus.BAD_REQUEST);
    }
    return deciding.by(delivery -> deliveries.reschedule(delivery, given.get()), time);
  }

  /** One decision about one delivery. */
  private final class Deciding {

    private final String done;
    private final DeliveryView before;
    private final @Nullable String from;
    private final HttpServletRequest request;
    private final Words words;

    Deciding(String done, DeliveryView before, @Nullable String from, HttpServletRequest request) {
      this.done = done;
      this.before = before;
      this.from = from;
      this.request = request;
      this.words = page.words(request);
    }

    /** The page that is seen next. */
    String back() {
      return Redirects.back(from, DeliveriesSection.PATH + "/" + before.id());
    }

    ModelAndView by(Function<DeliveryId, DeliveryAction> how) {
      return by(how, "");
    }

    ModelAndView by(Function<DeliveryId, DeliveryAction> how, String typed) {
      DeliveryAction decision = how.apply(new DeliveryId(before.id()));
      if (decision instanceof Made made) {
        log.info("Delivery {} was {}: it is {} now", before.id(), done, made.delivery().status());
        new Said(words.text("console.done." + done, before.correlationId()), true).on(request);
        return Redirects.to(back(), request);
      }
      if (decision instanceof StateConflict conflict) {
        return refused("state", typed, HttpStatus.CONFLICT, state(conflict));
      }
      if (decision instanceof Erased) {
        return refused("erased", typed, HttpStatus.CONFLICT);
      }
      if (decision instanceof AfterDeadline) {
        return refused("afterDeadline", typed, HttpStatus.BAD_REQUEST);
      }
      // It went meanwhile.
      return page.show(page.find(before.id().toString()), Showing.MASKED, request);
    }

    ModelAndView refused(String why, String typed, HttpStatus status, Object... arguments) {
      String text = words.text("console.refused." + why, arguments);
      return page.show(
          page.find(before.id().toString()), Showing.refused(text, typed, status), request);
    }

    private String state(StateConflict conflict) {
      return words.text("console.status." + conflict.current());
    }
  }
}
