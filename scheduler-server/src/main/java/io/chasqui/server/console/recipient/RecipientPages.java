package io.chasqui.server.console.recipient;

import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Typed;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.Recipients;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts together the page of a recipient, whatever it is shown for. */
@Component
class RecipientPages {

  private final Pages pages;
  private final Recipients recipients;
  private final RecipientFacts facts;
  private final Reads reads;

  RecipientPages(Pages pages, Recipients recipients, RecipientFacts facts, Reads reads) {
    this.pages = pages;
    this.recipients = recipients;
    this.facts = facts;
    this.reads = reads;
  }

  /**
   * What is seen that is masked otherwise, and what is said besides.
   *
   * @param isShown whether all is seen, which was written into the audit first
   * @param typed of the form of what the recipient wants; null: as it is known
   * @param refusal why an act was refused; null: none was
   */
  record Showing(
      boolean isShown, @Nullable Typed typed, @Nullable String refusal, HttpStatus status) {

    static final Showing MASKED = new Showing(false, null, null, HttpStatus.OK);

    static final Showing ALL = new Showing(true, null, null, HttpStatus.OK);

    static Showing wrong(Typed typed) {
      return new Showing(false, typed, null, HttpStatus.BAD_REQUEST);
    }

    static Showing refused(String refusal) {
      return new Showing(false, null, refusal, HttpStatus.CONFLICT);
    }
  }

  /**
   * The recipient of an address.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   */
  DirectoryEntry find(String id) {
    return CanonicalUuid.parse(id)
        .flatMap((UUID one) -> recipients.find(one))
        .orElseThrow(RecipientProblems::notFound);
  }

  Words words(HttpServletRequest request) {
    return pages.words(pages.viewer(request));
  }

  /** The page of one, as it is now. */
  ModelAndView show(UUID id, Showing showing, HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    RecipientModel model = reads.get(() -> facts.of(id, showing, viewer));
    return show("recipients/recipient", id, List.of(), model, showing.status(), request);
  }

  /** The page of one as it is now, with why nothing was done. */
  ModelAndView refused(UUID id, RequestRefused refused, HttpServletRequest request) {
    FieldProblem why = refused.ofField("");
    String text = words(request).text(why.messageKey(), why.arguments().toArray());
    return show(id, Showing.refused(text), request);
  }

  /** A page below that of a recipient. */
  ModelAndView below(
      String template,
      MaskedRecipient recipient,
      Object model,
      HttpStatus status,
      HttpServletRequest request) {
    UUID id = recipient.entry().id();
    return show(
        template, id, List.of(new Crumb(recipient.path(), id.toString())), model, status, request);
  }

  private ModelAndView show(
      String template,
      UUID id,
      List<Crumb> above,
      Object model,
      HttpStatus status,
      HttpServletRequest request) {
    Words words = words(request);
    Crumb list = new Crumb(RecipientsSection.PATH, words.text("console.recipients.title"));
    List<Crumb> crumbs = above.isEmpty() ? List.of(list) : List.of(list, above.get(0));
    String title =
        above.isEmpty()
            ? words.text("console.recipients.one", id.toString())
            : words.text("console." + template.replace('/', '.') + ".title");
    return pages.show(new Page(template, RecipientsSection.ID, title, crumbs, model), status);
  }
}
