package io.chasqui.server;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.server.AuditedActsIT.Acting;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.recipient.suppression.NewSuppression;
import io.chasqui.server.recipient.suppression.SuppressionList;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What people do to recipients and suppressions on the console. */
final class DirectoryActs {

  private final ChasquiServer server;
  private final Supplier<Browser> operator;

  private DirectoryActs(ChasquiServer server, Supplier<Browser> operator) {
    this.server = server;
    this.operator = operator;
  }

  static List<Acting> of(ChasquiServer server, Supplier<Browser> operator) {
    DirectoryActs acts = new DirectoryActs(server, operator);
    return List.of(
        acts.recipient("", "changed", one -> version(one) + "&name=Ana"),
        acts.recipient("/show", "shown", one -> ""),
        acts.recipient("/edit", "shown", one -> ""),
        acts.recipient(
            "/preferences", "preferences-changed", one -> version(one) + "&enabled=EMAIL"),
        acts.recipient("/merge", "merged", one -> version(one) + "&from=" + acts.fresh().id()),
        acts.recipient("/erase", "erased", one -> "?name=" + one.id()),
        new Acting(
            "POST /console/suppressions",
            "suppression.added",
            "SUPPRESSION",
            () -> {
              String fresh = UUID.randomUUID() + "@example.com";
              return () -> acts.act("/console/suppressions?channel=EMAIL&address=" + fresh);
            }),
        new Acting(
            "POST /console/suppressions/{id}/lift",
            "suppression.removed",
            "SUPPRESSION",
            () -> {
              UUID id = acts.suppressed();
              return () -> acts.act("/console/suppressions/" + id + "/lift?why=OTHER");
            }));
  }

  private Acting recipient(String act, String done, Function<DirectoryEntry, String> query) {
    return new Acting(
        "POST /console/recipients/{id}" + act,
        "recipient." + done,
        "RECIPIENT",
        () -> {
          DirectoryEntry one = fresh();
          String address = "/console/recipients/" + one.id() + act + query.apply(one);
          return () -> act(address);
        });
  }

  private HttpResponse<String> act(String address) {
    return operator.get().act("POST", address);
  }

  private static String version(DirectoryEntry one) {
    return "?version=" + one.version();
  }

  private DirectoryEntry fresh() {
    return server.bean(Recipients.class).create(null, RecipientProfile.EMPTY);
  }

  private UUID suppressed() {
    EmailAddress address = EmailAddress.of(UUID.randomUUID() + "@example.com");
    return server
        .bean(SuppressionList.class)
        .add(new NewSuppression(Channel.EMAIL, address, null, null, SuppressionReason.MANUAL, null))
        .id();
  }
}
