package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.SaidContent;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.Reports;
import io.chasqui.report.StoredReport;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.console.delivery.DeliveryPages.Showing;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
  private final Reports reports;

  DeliveryPageController(
      DeliveryPages pages, Deliveries deliveries, Revealing revealing, Reports reports) {
    this.pages = pages;
    this.deliveries = deliveries;
    this.revealing = revealing;
    this.reports = reports;
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

  /** As it is kept now, for a tab of its own; nothing of it is read here. */
  @PostMapping("/report")
  void report(@PathVariable String id, HttpServletResponse response) throws IOException {
    DeliveryView delivery = pages.find(id);
    String reportId = delivery.reportId();
    try (StoredReport report =
        reports
            .open(new CorrelationId(Objects.requireNonNullElse(reportId, delivery.correlationId())))
            .orElseThrow(() -> new NotFound("report-not-found"))) {
      revealing.report(delivery);
      response.setContentType(MediaType.APPLICATION_PDF_VALUE);
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"report.pdf\"");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      report.content().transferTo(response.getOutputStream());
    }
  }

  @PostMapping("/content")
  ModelAndView content(@PathVariable String id, HttpServletRequest request) {
    DeliveryView delivery = pages.find(id);
    revealing.content(delivery);
    @Nullable SaidContent said = deliveries.content(new DeliveryId(delivery.id())).orElse(null);
    return pages.show(delivery, Showing.revealed(said), request);
  }
}
