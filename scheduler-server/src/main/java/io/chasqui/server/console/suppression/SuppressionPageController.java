package io.chasqui.server.console.suppression;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.server.audit.AuditTrail;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Typed;
import io.chasqui.server.console.Words;
import io.chasqui.server.recipient.suppression.Lifting;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import io.chasqui.server.recipient.suppression.SuppressionList;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One suppression: who made it and why, and the form that lifts it. */
@Hidden
@Controller
@RequestMapping(SuppressionsSection.PATH + "/{id}")
class SuppressionPageController {

  /** As the audit has it. */
  private static final String KIND = "SUPPRESSION";

  private static final int MOST_ACTS = 20;

  private final Pages pages;
  private final SuppressionList suppressions;
  private final AuditTrail audit;
  private final Reads reads;

  SuppressionPageController(
      Pages pages, SuppressionList suppressions, AuditTrail audit, Reads reads) {
    this.pages = pages;
    this.suppressions = suppressions;
    this.audit = audit;
    this.reads = reads;
  }

  @GetMapping
  ModelAndView page(@PathVariable String id, HttpServletRequest request) {
    return show(find(id), Typed.NOTHING, HttpStatus.OK, request);
  }

  @PostMapping("/lift")
  ModelAndView lift(@PathVariable String id, HttpServletRequest request) {
    Words words = pages.words(pages.viewer(request));
    SuppressionEntry entry = find(id);
    Typed typed = Typed.of(request);
    Optional<Lifting> why = why(typed.value("why"));
    if (why.isEmpty()) {
      String text = words.text("console.suppressions.whyMissing");
      return show(entry, typed.wrong("why", text), HttpStatus.BAD_REQUEST, request);
    }
    suppressions.remove(entry.id(), why.get());
    new Said(words.text("console.suppressions.lifted"), true).on(request);
    return Redirects.to(SuppressionsSection.PATH, request);
  }

  private static Optional<Lifting> why(String word) {
    return Arrays.stream(Lifting.values()).filter(why -> why.name().equals(word)).findFirst();
  }

  /**
   * @throws NotFound when there is none
   */
  private SuppressionEntry find(String id) {
    return CanonicalUuid.parse(id)
        .flatMap((UUID one) -> suppressions.find(one))
        .orElseThrow(() -> new NotFound("suppression-not-found"));
  }

  private ModelAndView show(
      SuppressionEntry entry, Typed typed, HttpStatus status, HttpServletRequest request) {
    Words words = pages.words(pages.viewer(request));
    SuppressionModel model = new SuppressionModel(entry, history(entry), typed, reasons(words));
    return pages.show(
        new Page(
            "suppressions/suppression",
            SuppressionsSection.ID,
            words.text("console.suppressions.one"),
            List.of(new Crumb(SuppressionsSection.PATH, words.text("console.suppressions.title"))),
            model),
        status);
  }

  private List<AuditEntryView> history(SuppressionEntry entry) {
    AuditQuery query =
        new AuditQuery(
            null, null, KIND, entry.id().toString(), null, null, null, null, null, MOST_ACTS);
    return reads.get(() -> audit.page(query).items());
  }

  private static Map<String, String> reasons(Words words) {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("", words.text("console.suppressions.choose"));
    for (Lifting why : Lifting.values()) {
      reasons.put(why.name(), words.text("console.suppressions.lift." + why));
    }
    return reasons;
  }
}
