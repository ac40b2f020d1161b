package io.chasqui.server.console.recipient;

import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.console.recipient.RecipientPages.Showing;
import io.chasqui.server.recipient.DirectoryEntry;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One recipient: masked for everybody, and shown by a form, so that it is gone with the page. */
@Hidden
@Controller
@RequestMapping(RecipientsSection.PATH + "/{id}")
class RecipientPageController {

  private final RecipientPages pages;
  private final EditPages edits;
  private final Audit audit;
  private final TransactionOperations transaction;

  RecipientPageController(
      RecipientPages pages, EditPages edits, Audit audit, TransactionOperations transaction) {
    this.pages = pages;
    this.edits = edits;
    this.audit = audit;
    this.transaction = transaction;
  }

  @GetMapping
  ModelAndView page(@PathVariable String id, HttpServletRequest request) {
    return pages.show(pages.find(id).id(), Showing.MASKED, request);
  }

  @PostMapping("/show")
  ModelAndView show(@PathVariable String id, HttpServletRequest request) {
    DirectoryEntry entry = pages.find(id);
    recordShown(entry);
    return pages.show(entry.id(), Showing.ALL, request);
  }

  /** The form shows what is masked elsewhere, and so is asked for like it. */
  @PostMapping("/edit")
  ModelAndView edit(@PathVariable String id, HttpServletRequest request) {
    DirectoryEntry entry = pages.find(id);
    recordShown(entry);
    return edits.fresh(entry, request);
  }

  private void recordShown(DirectoryEntry entry) {
    Act act = Act.done("recipient.shown", RecipientsSection.KIND, entry.id().toString());
    transaction.executeWithoutResult(status -> audit.record(act));
  }
}
