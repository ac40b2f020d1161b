package io.chasqui.server.console.uncertain;

import io.chasqui.server.console.Count;
import io.chasqui.server.console.OverviewCard;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How much waits for a person. */
@Component
@Order(30)
class UncertainCard implements OverviewCard {

  private final UncertainDeliveries uncertain;

  UncertainCard(UncertainDeliveries uncertain) {
    this.uncertain = uncertain;
  }

  @Override
  public Fact fact(Viewer viewer, Words words) {
    Count count = uncertain.count();
    String number = words.number(count.number());
    return new Fact(
        words.text("console.uncertain.title"),
        count.isMore() ? words.text("console.more", number) : number,
        words.text("console.uncertain.note"),
        UncertainSection.PATH,
        count.number() > 0);
  }
}
