package io.chasqui.server.console.delivery;

import io.chasqui.platform.CanonicalUuid;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lists that people keep under names: for themselves, and operators for all. */
@Hidden
@Controller
@RequestMapping(DeliveriesSection.PATH + "/saved")
class SavedFiltersController {

  private static final String KIND = "SAVED_FILTER";

  private final Pages pages;
  private final DeliveryLists lists;
  private final SavedFilters saved;
  private final Audit audit;
  private final TransactionOperations transaction;

  SavedFiltersController(
      Pages pages,
      DeliveryLists lists,
      SavedFilters saved,
      Audit audit,
      TransactionOperations transaction) {
    this.pages = pages;
    this.lists = lists;
    this.saved = saved;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * @param forAll whether everybody is to see it, which operators may say
   */
  @PostMapping
  ModelAndView save(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "false") boolean forAll,
      HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    require(!forAll || viewer.mayAct());
    ListParameters list = lists.of(request, viewer).fromTheNewest();
    String title = name.strip();
    String query = list.narrowingQuery();
    boolean isOne =
        list.wrong().isEmpty()
            && list.recipient().isEmpty()
            && !query.isEmpty()
            && query.length() <= SavedFilter.LONGEST_QUERY
            && !title.isEmpty()
            && title.length() <= SavedFilter.LONGEST_NAME;
    boolean isSaved =
        isOne && add(new SavedFilter(TimeUuid.fresh(), viewer.name(), forAll, title, query));
    Words words = pages.words(viewer);
    String said = isSaved ? "saved" : isOne ? "tooMany" : "notSaved";
    new Said(words.text("console.saved." + said, SavedFilters.MOST), isSaved).on(request);
    return Redirects.to(list.address(), request);
  }

  private boolean add(SavedFilter filter) {
    Act act =
        Act.done("saved-filter.saved", KIND, filter.id().toString())
            .with("forAll", filter.isForAll());
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              boolean isAdded = saved.add(filter);
              if (isAdded) {
                audit.record(act);
              }
              return isAdded;
            }));
  }

  /** Its owner may, and operators of one that everybody sees. */
  @PostMapping("/{id}/remove")
  ModelAndView remove(@PathVariable String id, HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    SavedFilter filter =
        CanonicalUuid.parse(id)
            .flatMap(saved::find)
            .filter(one -> one.isForAll() || one.owner().equals(viewer.name()))
            .orElseThrow(() -> new NotFound("saved-filter-not-found"));
    require(mayRemove(filter, viewer));
    transaction.executeWithoutResult(
        status -> {
          saved.remove(filter.id());
          audit.record(Act.done("saved-filter.removed", KIND, filter.id().toString()));
        });
    new Said(pages.words(viewer).text("console.saved.removed"), true).on(request);
    return Redirects.to(DeliveriesSection.PATH, request);
  }

  /** Whether this person may remove it. */
  static boolean mayRemove(SavedFilter filter, Viewer viewer) {
    return filter.owner().equals(viewer.name()) || filter.isForAll() && viewer.mayAct();
  }

  private static void require(boolean may) {
    if (!may) {
      throw new AccessDeniedException("what everybody sees is for operators");
    }
  }
}
