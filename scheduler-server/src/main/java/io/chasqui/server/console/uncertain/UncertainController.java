package io.chasqui.server.console.uncertain;

import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryPage;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.console.Mask;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.uncertain.UncertainModel.Card;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows what may have arrived. What is decided there is done by the delivery's own page. */
@Hidden
@Controller
class UncertainController {

  private static final int ON_A_PAGE = 10;

  private final Pages pages;
  private final UncertainDeliveries uncertain;

  UncertainController(Pages pages, UncertainDeliveries uncertain) {
    this.pages = pages;
    this.uncertain = uncertain;
  }

  /**
   * @param behind the last one of the page before; what is no id is taken for none
   */
  @GetMapping(UncertainSection.PATH)
  ModelAndView desk(@RequestParam(defaultValue = "") String behind, HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Optional<UUID> last = CanonicalUuid.parse(behind);
    DeliveryPage page =
        last.map(id -> uncertain.behind(new DeliveryId(id), ON_A_PAGE))
            .orElseGet(() -> uncertain.oldest(ON_A_PAGE));
    @Nullable String cursor = page.nextCursor();
    UncertainModel model =
        new UncertainModel(
            cards(page, viewer),
            last.map(UncertainController::address).orElse(UncertainSection.PATH),
            cursor == null ? null : address(cursor));
    String title = pages.words(viewer).text("console.uncertain.title");
    return pages.show(new Page("uncertain/desk", UncertainSection.ID, title, model));
  }

  private static String address(Object last) {
    return UncertainSection.PATH + "?behind=" + last;
  }

  private static List<Card> cards(DeliveryPage page, Viewer viewer) {
    List<Card> cards = new ArrayList<>();
    page.items().forEach(one -> cards.add(card(one, viewer)));
    Collections.reverse(cards);
    return cards;
  }

  private static Card card(DeliveryView delivery, Viewer viewer) {
    List<AttemptView> attempts = delivery.attempts();
    return new Card(
        delivery,
        viewer.mayAct() ? delivery.subject() : null,
        Mask.of(delivery.channel(), delivery.recipient()),
        attempts.isEmpty() ? null : attempts.get(attempts.size() - 1));
  }
}
