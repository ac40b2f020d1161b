package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.delivery.DeliveriesModel.Row;
import io.chasqui.server.console.delivery.DeliverySearch.Found;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A list as a file, masked as the page is, and written down in the audit before it begins. */
@Hidden
@Controller
class CsvController {

  private static final int MOST = 100_000;

  /** Of one read; between two nothing of the database is held. */
  private static final int AT_A_TIME = 500;

  private final Pages pages;
  private final DeliveryLists lists;
  private final DeliverySearch search;
  private final Audit audit;
  private final TransactionOperations transaction;

  CsvController(
      Pages pages,
      DeliveryLists lists,
      DeliverySearch search,
      Audit audit,
      TransactionOperations transaction) {
    this.pages = pages;
    this.lists = lists;
    this.search = search;
    this.audit = audit;
    this.transaction = transaction;
  }

  @PostMapping(DeliveriesSection.PATH + "/csv")
  @Nullable ModelAndView file(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Viewer viewer = pages.viewer(request);
    ListParameters list = lists.of(request, viewer).fromTheNewest();
    if (!list.wrong().isEmpty()) {
      return Redirects.to(list.address(), request);
    }
    DeliverySelection selection = lists.selection(list);
    Found first = search.page(selection, Place.NEWEST, AT_A_TIME);
    record(list);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"deliveries.csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    writer.write(
        CsvLine.of(
            "id",
            "correlation_id",
            "status",
            "channel",
            "recipient",
            "subject",
            "created_at",
            "due_at",
            "deadline",
            "ended_at",
            "attempts",
            "code",
            "words"));
    write(writer, selection, first, viewer);
    writer.flush();
    return null;
  }

  /** Which filters there were, and not what was typed into them. */
  private void record(ListParameters list) {
    Act act =
        Act.done("deliveries.exported", "DELIVERY_LIST", "deliveries")
            .with("filters", list.narrowing());
    transaction.executeWithoutResult(status -> audit.record(act));
  }

  private void write(Writer writer, DeliverySelection selection, Found first, Viewer viewer)
      throws IOException {
    Found found = first;
    int written = 0;
    while (true) {
      List<DeliveryView> items = found.items();
      for (DeliveryView one : items) {
        writer.write(line(one, viewer));
      }
      writer.flush();
      written += items.size();
      if (!found.hasOlder() || items.isEmpty() || written >= MOST) {
        return;
      }
      found = search.page(selection, Place.behind(items, selection.by()), AT_A_TIME);
    }
  }

  private static String line(DeliveryView delivery, Viewer viewer) {
    Row row = Rows.row(delivery, viewer);
    return CsvLine.of(
        row.id(),
        row.correlationId(),
        row.status(),
        row.channel(),
        row.recipient(),
        row.subject(),
        delivery.createdAt(),
        row.due(),
        delivery.expiresAt(),
        delivery.completedAt(),
        row.attempts(),
        row.code(),
        row.words());
  }
}
