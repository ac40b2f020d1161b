package io.chasqui.server.console.delivery;

import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveriesModel.Link;
import java.util.List;

/** Lists that are often asked for. Each is an address, as any other that somebody keeps. */
final class ReadyLists {

  private ReadyLists() {}

  static List<Link> of(ListParameters parameters, Words words) {
    String here = parameters.fromTheNewest().address();
    return List.of(
        link("all", "", here, words),
        link("failedToday", "?status=FAILED&from=" + LocalTimes.TODAY, here, words),
        link("waiting", "?status=QUEUED&status=RETRYING", here, words),
        link("uncertain", "?status=UNCERTAIN", here, words),
        link("late", "?by=due&to=" + LocalTimes.NOW, here, words),
        link("ending", "?by=deadline&to=1h", here, words),
        link("sending", "?status=SENDING", here, words));
  }

  private static Link link(String name, String query, String here, Words words) {
    String path = DeliveriesSection.PATH + query;
    return new Link(name, path, words.text("console.deliveries.ready." + name), path.equals(here));
  }
}
