package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.SaidContent;
import io.chasqui.server.console.delivery.DeliveryPages.Showing;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One delivery: masked for everybody, and shown by a form, so that it is gone with the page. */
@Hidden
@Controller
@RequestMapping(DeliveriesSection.PATH + "/{id}")
class DeliveryPageController {

  private final DeliveryPages pages;
  private final Deliveries deliveries;
  private final Revealing revealing;

  DeliveryPageController(DeliveryPages pages, Deliveries deliveries, Revealing revealing) {
    this.pages = pages;
    this.deliveries = deliveries;
    this.revealing = revealing;
  }

  @GetMapping
  ModelAndView page(@PathVariable String id, HttpServletRequest request) {
    return pages.show(pages.find(id), Showing.MASKED, request);
  }

  @PostMapping("/recipient")
  ModelAndView recipient(@PathVariable String id, HttpServletRequest request) {
    DeliveryView delivery = pages.find(id);
    revealing.recipient(delivery);
    return pages.show(delivery, Showing.revealed(null), request);
  }

  @PostMapping("/content")
  ModelAndView content(@PathVariable String id, HttpServletRequest request) {
    DeliveryView delivery = pages.find(id);
    revealing.content(delivery);
    @Nullable SaidContent said = deliveries.content(new DeliveryId(delivery.id())).orElse(null);
    return pages.show(delivery, Showing.revealed(said), request);
  }
}
