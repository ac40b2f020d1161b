package io.chasqui.server.console.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.contract.recipient.SuppressionRequest;
import io.chasqui.server.api.page.Filters;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.console.LocalTimeField;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.PrivateSearches;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Typed;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.suppression.SuppressionsModel.Filter;
import io.chasqui.server.recipient.suppression.NewSuppression;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import io.chasqui.server.recipient.suppression.SuppressionList;
import io.chasqui.server.recipient.suppression.SuppressionParser;
import io.chasqui.server.recipient.suppression.SuppressionQuery;
import io.chasqui.server.recipient.suppression.WrittenAddresses;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of those who must not be written to, and the form that adds one. */
@Hidden
@Controller
@RequestMapping(SuppressionsSection.PATH)
class SuppressionsController {

  private static final int ON_A_PAGE = 50;

  private final Pages pages;
  private final SuppressionList suppressions;
  private final SuppressionParser parser;
  private final WrittenAddresses addresses;
  private final PrivateSearches searches;
  private final Reads reads;

  SuppressionsController(
      Pages pages,
      SuppressionList suppressions,
      SuppressionParser parser,
      WrittenAddresses addresses,
      PrivateSearches searches,
      Reads reads) {
    this.pages = pages;
    this.suppressions = suppressions;
    this.parser = parser;
    this.addresses = addresses;
    this.searches = searches;
    this.reads = reads;
  }

  /** What is looked for is an address of somebody, so that it comes in a form. */
  @PostMapping("/find")
  ModelAndView find(@RequestParam(defaultValue = "") String address, HttpServletRequest request) {
    String text = address.strip();
    String query = text.isEmpty() ? "" : "?f=" + searches.keep(request, text);
    return Redirects.to(SuppressionsSection.PATH + query, request);
  }

  /**
   * @param f the id of a search by an address
   * @param older the last one of the page before
   */
  @GetMapping
  ModelAndView list(
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(defaultValue = "") String f,
      @RequestParam(required = false) @Nullable String older,
      HttpServletRequest request) {
    Filters filters = new Filters();
    UUID olderThan = filters.page(null, older).olderThan();
    Optional<String> address = searches.find(request, f);
    Filter filter =
        new Filter(
            filters.constant("channel", channel, Channel.class),
            filters.constant("reason", reason, SuppressionReason.class),
            f,
            address.orElse(""));
    filters.requireValid();
    return show(filter, olderThan, Typed.NOTHING, HttpStatus.OK, request);
  }

  @PostMapping
  ModelAndView add(HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    Typed typed = Typed.of(request);
    String end = typed.value("until");
    Optional<Instant> until = LocalTimeField.instant(end, viewer.zone());
    if (!end.isEmpty() && until.isEmpty()) {
      typed = typed.wrong("until", words.text("console.form.noTime"));
    }
    try {
      NewSuppression fresh = parser.read(written(typed, until));
      if (!typed.isWrong()) {
        SuppressionEntry added = suppressions.add(fresh);
        new Said(words.text("console.suppressions.added"), true).on(request);
        return Redirects.to(SuppressionsSection.PATH + "/" + added.id(), request);
      }
    } catch (InvalidRequest e) {
      typed = typed.wrong(e, words);
    }
    return show(Filter.NONE, null, typed, HttpStatus.BAD_REQUEST, request);
  }

  private static Written<SuppressionRequest> written(Typed typed, Optional<Instant> until) {
    return new Written<>(
        new SuppressionRequest(
            typed.value("channel"),
            typed.value("address"),
            typed.value("recipientId"),
            typed.value("category"),
            typed.value("reason"),
            until.map(Instant::toString).orElse(null)),
        List.of());
  }

  private ModelAndView show(
      Filter filter,
      @Nullable UUID olderThan,
      Typed typed,
      HttpStatus status,
      HttpServletRequest request) {
    Words words = pages.words(pages.viewer(request));
    Found found = found(filter, olderThan, words);
    List<SuppressionEntry> rows = found.entries().stream().limit(ON_A_PAGE).toList();
    boolean isMore = found.entries().size() > ON_A_PAGE;
    SuppressionsModel model =
        new SuppressionsModel(
            rows,
            filter,
            olderThan == null ? null : address(filter, null),
            isMore ? address(filter, rows.get(rows.size() - 1).id()) : null,
            found.fault(),
            typed,
            channels(words),
            reasons(words));
    Page page =
        new Page(
            "suppressions/list",
            SuppressionsSection.ID,
            words.text("console.suppressions.title"),
            model);
    return pages.show(page, found.fault() == null ? status : HttpStatus.BAD_REQUEST);
  }

  /** What was found, and one more where there is more; or why nothing was looked for. */
  private record Found(List<SuppressionEntry> entries, @Nullable String fault) {

    static Found none(String fault) {
      return new Found(List.of(), fault);
    }
  }

  private Found found(Filter filter, @Nullable UUID olderThan, Words words) {
    if (!filter.kept().isEmpty() && filter.address().isEmpty()) {
      return Found.none(words.text("console.deliveries.fault.f"));
    }
    List<String> hashes = filter.kept().isEmpty() ? null : addresses.hashes(filter.address());
    if (hashes != null && hashes.isEmpty()) {
      return Found.none(words.text("console.suppressions.noAddress"));
    }
    SuppressionQuery query =
        new SuppressionQuery(filter.channel(), filter.reason(), hashes, null, olderThan, ON_A_PAGE);
    return new Found(reads.get(() -> suppressions.find(query)), null);
  }

  private static String address(Filter filter, @Nullable UUID older) {
    StringBuilder query = new StringBuilder();
    add(query, "channel", filter.channel());
    add(query, "reason", filter.reason());
    add(query, "f", filter.kept().isEmpty() ? null : filter.kept());
    add(query, "older", older);
    return SuppressionsSection.PATH + query;
  }

  private static void add(StringBuilder query, String name, @Nullable Object value) {
    if (value != null) {
      query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
    }
  }

  private static Map<String, String> channels(Words words) {
    Map<String, String> channels = new LinkedHashMap<>();
    channels.put("", words.text("console.suppressions.anyChannel"));
    for (Channel channel : Channel.values()) {
      channels.put(channel.name(), words.text("console.channel." + channel));
    }
    return channels;
  }

  private static Map<String, String> reasons(Words words) {
    Map<String, String> reasons = new LinkedHashMap<>();
    SuppressionParser.GIVEN.stream()
        .sorted((one, other) -> other.compareTo(one))
        .forEach(
            reason ->
                reasons.put(reason.name(), words.text("console.suppressions.reason." + reason)));
    return reasons;
  }
}
