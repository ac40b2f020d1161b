package io.chasqui.worker.attempt;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.delivery.link.UnsubscribePlaceholder;
import org.jspecify.annotations.Nullable;

/** Puts the link to unsubscribe into what a delivery says, where its template has one. */
final class LinkFiller {

  private final UnsubscribeLinks links;

  LinkFiller(UnsubscribeLinks links) {
    this.links = links;
  }

  /**
   * The delivery as its peer is to get it. Where nobody can unsubscribe, or may, no link stands.
   */
  ClaimedDelivery filled(ClaimedDelivery delivery) {
    if (!hasRoom(delivery.message()) && !hasRoom(delivery.html())) {
      return delivery;
    }
    String link = delivery.mayUnsubscribe() ? links.of(delivery.id()).orElse("") : "";
    String html = delivery.html();
    return delivery.saying(
        UnsubscribePlaceholder.filled(delivery.message(), link),
        html == null ? null : UnsubscribePlaceholder.filled(html, link));
  }

  private static boolean hasRoom(@Nullable String words) {
    return words != null && UnsubscribePlaceholder.isIn(words);
  }
}
