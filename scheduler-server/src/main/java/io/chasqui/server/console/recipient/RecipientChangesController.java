package io.chasqui.server.console.recipient;

import io.chasqui.contract.recipient.PreferenceChanges;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Typed;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.recipient.RecipientPages.Showing;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.recipient.preference.PreferenceParser;
import io.chasqui.server.recipient.preference.RecipientPreferences;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What people change about a recipient. */
@Hidden
@Controller
@RequestMapping(RecipientsSection.PATH + "/{id}")
class RecipientChangesController {

  private final RecipientPages pages;
  private final EditPages edits;
  private final Recipients recipients;
  private final RecipientPreferences preferences;
  private final PreferenceParser parser;

  RecipientChangesController(
      RecipientPages pages,
      EditPages edits,
      Recipients recipients,
      RecipientPreferences preferences,
      PreferenceParser parser) {
    this.pages = pages;
    this.edits = edits;
    this.recipients = recipients;
    this.preferences = preferences;
    this.parser = parser;
  }

  @PostMapping
  ModelAndView save(@PathVariable String id, HttpServletRequest request) {
    DirectoryEntry entry = pages.find(id);
    Typed typed = Typed.of(request);
    Words words = pages.words(request);
    try {
      recipients.change(entry.id(), before -> edits.read(typed, before), EditPages.version(typed));
    } catch (InvalidRequest e) {
      return edits.wrong(entry, typed.wrong(e, words), request);
    } catch (RequestRefused e) {
      return edits.wrong(entry, typed.wrong(ofField(e), words), request);
    }
    return done("changed", entry.id(), request);
  }

  /** Who changed it meanwhile is of no field that is seen. */
  private static FieldProblem ofField(RequestRefused refused) {
    FieldProblem taken = refused.ofField("externalId");
    return taken.messageKey().equals("detail.external-id-taken")
        ? taken
        : refused.ofField("version");
  }

  @PostMapping("/preferences")
  ModelAndView preferences(@PathVariable String id, HttpServletRequest request) {
    UUID recipient = pages.find(id).id();
    Typed typed = Typed.of(request);
    PreferenceChanges changes = PreferenceForm.changes(typed);
    try {
      preferences.change(
          recipient,
          known -> parser.applied(new Written<>(changes, List.of()), known),
          PreferenceParser.wanted(changes),
          EditPages.version(typed));
    } catch (InvalidRequest e) {
      return pages.show(recipient, Showing.wrong(typed.wrong(e, pages.words(request))), request);
    } catch (RequestRefused e) {
      return pages.refused(recipient, e, request);
    }
    return done("preferencesChanged", recipient, request);
  }

  private ModelAndView done(String what, UUID id, HttpServletRequest request) {
    new Said(pages.words(request).text("console.recipients.done." + what), true).on(request);
    return Redirects.to(RecipientsSection.PATH + "/" + id, request);
  }
}
