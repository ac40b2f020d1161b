package io.chasqui.server.console.recipient;

import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Typed;
import io.chasqui.server.console.Words;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.Recipients;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How somebody is erased, or becomes part of another: never without being asked once more. */
@Hidden
@Controller
@RequestMapping(RecipientsSection.PATH + "/{id}")
class RecipientEndingController {

  private static final String FROM = "from";

  private final RecipientPages pages;
  private final Recipients recipients;

  RecipientEndingController(RecipientPages pages, Recipients recipients) {
    this.pages = pages;
    this.recipients = recipients;
  }

  @GetMapping("/erase")
  ModelAndView askToErase(@PathVariable String id, HttpServletRequest request) {
    return erasing(pages.find(id), Typed.NOTHING, HttpStatus.OK, request);
  }

  @PostMapping("/erase")
  ModelAndView erase(@PathVariable String id, HttpServletRequest request) {
    DirectoryEntry entry = pages.find(id);
    Words words = pages.words(request);
    Typed typed = Typed.of(request);
    if (!typed.value("name").equals(expected(entry))) {
      Typed wrong = typed.wrong("name", words.text("console.recipients.erase.other"));
      return erasing(entry, wrong, HttpStatus.BAD_REQUEST, request);
    }
    try {
      recipients.erase(entry.id(), IfMatch.of(IfMatch.etag(entry.version())));
    } catch (RequestRefused e) {
      return pages.refused(entry.id(), e, request);
    }
    new Said(words.text("console.recipients.done.erased"), true).on(request);
    return Redirects.to(RecipientsSection.PATH, request);
  }

  private ModelAndView erasing(
      DirectoryEntry entry, Typed typed, HttpStatus status, HttpServletRequest request) {
    MaskedRecipient recipient = named(entry);
    EndingModel model = new EndingModel(recipient, null, typed, expected(entry));
    return pages.below("recipients/erase", recipient, model, status, request);
  }

  /** What has to be typed: the name, or else by what somebody is known. */
  private static String expected(DirectoryEntry entry) {
    RecipientProfile profile = entry.profile();
    String name = profile.name() == null ? profile.externalId() : profile.name();
    return name == null ? entry.id().toString() : name.strip();
  }

  /**
   * @param from who is to become part of it; blank: it is still to be said
   */
  @GetMapping("/merge")
  ModelAndView askToMerge(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String from,
      HttpServletRequest request) {
    DirectoryEntry entry = pages.find(id);
    Typed typed = Typed.of(Map.of(FROM, List.of(from)));
    if (from.isBlank()) {
      return merging(entry, null, typed, request);
    }
    Optional<DirectoryEntry> other = other(entry, from);
    String text = pages.words(request).text("console.recipients.merge.none");
    return merging(
        entry, other.orElse(null), other.isPresent() ? typed : typed.wrong(FROM, text), request);
  }

  private Optional<DirectoryEntry> other(DirectoryEntry entry, String from) {
    return CanonicalUuid.parse(from.strip())
        .filter(id -> !id.equals(entry.id()))
        .flatMap((UUID id) -> recipients.find(id));
  }

  @PostMapping("/merge")
  ModelAndView merge(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String from,
      HttpServletRequest request) {
    DirectoryEntry entry = pages.find(id);
    Typed typed = Typed.of(request);
    Words words = pages.words(request);
    Optional<DirectoryEntry> other = other(entry, from);
    if (other.isEmpty()) {
      Typed wrong = typed.wrong(FROM, words.text("console.recipients.merge.none"));
      return merging(entry, null, wrong, request);
    }
    try {
      recipients.merge(
          entry.id(), other.get().id(), IfMatch.of("\"" + typed.value("version") + "\""));
    } catch (InvalidRequest e) {
      return merging(entry, other.get(), typed.wrong(e, words), request);
    } catch (RequestRefused e) {
      return pages.refused(entry.id(), e, request);
    }
    new Said(words.text("console.recipients.done.merged"), true).on(request);
    return Redirects.to(RecipientsSection.PATH + "/" + entry.id(), request);
  }

  private ModelAndView merging(
      DirectoryEntry entry,
      @Nullable DirectoryEntry other,
      Typed typed,
      HttpServletRequest request) {
    MaskedRecipient recipient = named(entry);
    MaskedRecipient from = other == null ? null : named(other);
    HttpStatus status = typed.isWrong() ? HttpStatus.BAD_REQUEST : HttpStatus.OK;
    EndingModel model = new EndingModel(recipient, from, typed, "");
    return pages.below("recipients/merge", recipient, model, status, request);
  }

  /** Whoever may do this sees names. */
  private static MaskedRecipient named(DirectoryEntry entry) {
    return new MaskedRecipient(entry, true, false);
  }
}
