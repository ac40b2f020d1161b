package io.chasqui.server.console.recipient;

import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.PrivateSearches;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.recipient.RecipientsModel.Filter;
import io.chasqui.server.console.recipient.RecipientsModel.Row;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.FoundRecipients;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.SearchCursor;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The directory, and the box that finds somebody there. */
@Hidden
@Controller
@RequestMapping(RecipientsSection.PATH)
class RecipientsController {

  private final Pages pages;
  private final RecipientSearches searches;
  private final PrivateSearches kept;

  RecipientsController(Pages pages, RecipientSearches searches, PrivateSearches kept) {
    this.pages = pages;
    this.searches = searches;
    this.kept = kept;
  }

  /** What is looked for names somebody, so that it comes in a form. */
  @PostMapping("/find")
  ModelAndView find(@RequestParam(defaultValue = "") String who, HttpServletRequest request) {
    String text = who.strip();
    if (text.isEmpty()) {
      return Redirects.to(RecipientsSection.PATH, request);
    }
    String next =
        searches
            .named(text)
            .map(entry -> RecipientsSection.PATH + "/" + entry.id())
            .orElseGet(() -> RecipientsSection.PATH + "?f=" + kept.keep(request, text));
    return Redirects.to(next, request);
  }

  /**
   * @param f the id of a search
   * @param by the order in which the page before ended
   * @param after the last one of that page
   */
  @GetMapping
  ModelAndView list(
      @RequestParam(defaultValue = "") String f,
      @RequestParam(defaultValue = "") String tag,
      @RequestParam(defaultValue = "") String operatorCode,
      @RequestParam(defaultValue = "") String locale,
      @RequestParam(defaultValue = "") String by,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    Filter filter =
        new Filter(
            f, kept.find(request, f).orElse(""), tag.strip(), operatorCode.strip(), locale.strip());
    SearchCursor place = after.isEmpty() ? null : searches.place(by, after).orElse(null);
    String fault = fault(filter, after, place, viewer.mayAct(), words);
    Optional<FoundRecipients> found =
        fault == null ? searches.page(filter, place, viewer) : Optional.empty();
    if (fault == null && found.isEmpty()) {
      fault = words.text("console.recipients.wholeAddress");
    }
    RecipientsModel model =
        model(filter, place, found.orElse(new FoundRecipients(List.of(), null)), fault, viewer);
    return pages.show(
        new Page(
            "recipients/list", RecipientsSection.ID, words.text("console.recipients.title"), model),
        fault == null ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }

  private static @Nullable String fault(
      Filter filter,
      String after,
      @Nullable SearchCursor place,
      boolean isByBeginnings,
      Words words) {
    if (!filter.kept().isEmpty() && filter.text().isEmpty()) {
      return words.text("console.deliveries.fault.f");
    }
    boolean isByBeginning = isByBeginnings && !filter.text().isEmpty();
    boolean isOtherPlace =
        place != null && isByBeginning == (place.order() == SearchCursor.Order.ID);
    if (!after.isEmpty() && (place == null || isOtherPlace)) {
      return words.text("console.deliveries.fault.older");
    }
    boolean isUnfit =
        RecipientSearches.isUnfit(filter.tag() + filter.operatorCode() + filter.locale());
    return isUnfit ? words.text("console.deliveries.fault.value") : null;
  }

  private static RecipientsModel model(
      Filter filter,
      @Nullable SearchCursor place,
      FoundRecipients found,
      @Nullable String fault,
      Viewer viewer) {
    return new RecipientsModel(
        found.entries().stream().map(entry -> row(entry, viewer)).toList(),
        filter,
        place == null ? null : address(filter, null),
        found.next() == null ? null : address(filter, found.next()),
        fault);
  }

  private static Row row(DirectoryEntry entry, Viewer viewer) {
    MaskedRecipient masked = MaskedRecipient.of(entry, viewer);
    RecipientProfile profile = entry.profile();
    return new Row(
        entry.id().toString(),
        masked.name(),
        profile.externalId(),
        masked.addresses(),
        profile.tags(),
        profile.locale(),
        profile.timeZone(),
        entry.updatedAt());
  }

  private static String address(Filter filter, @Nullable SearchCursor after) {
    StringJoiner query = new StringJoiner("&", RecipientsSection.PATH + "?", "");
    query.setEmptyValue(RecipientsSection.PATH);
    add(query, "f", filter.kept());
    add(query, "tag", filter.tag());
    add(query, "operatorCode", filter.operatorCode());
    add(query, "locale", filter.locale());
    if (after != null) {
      add(query, "by", after.order().name());
      add(query, "after", after.id().toString());
    }
    return query.toString();
  }

  private static void add(StringJoiner query, String name, String value) {
    if (!value.isEmpty()) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
