package io.chasqui.server.console.recipient;

import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import io.chasqui.server.recipient.suppression.SuppressionList;
import io.chasqui.server.recipient.suppression.SuppressionQuery;
import io.chasqui.server.recipient.suppression.WrittenAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why a recipient is not written to: what is about it, and what is about its addresses. */
@Component
class SuppressionsOfRecipient {

  private static final int MOST = 20;

  private final SuppressionList suppressions;
  private final WrittenAddresses addresses;

  SuppressionsOfRecipient(SuppressionList suppressions, WrittenAddresses addresses) {
    this.suppressions = suppressions;
    this.addresses = addresses;
  }

  /** Newest first of each kind. */
  List<SuppressionEntry> of(DirectoryEntry recipient) {
    List<SuppressionEntry> all = new ArrayList<>(find(null, recipient.id()));
    List<String> hashes = hashes(recipient.profile());
    if (!hashes.isEmpty()) {
      all.addAll(find(hashes, null));
    }
    return all;
  }

  private List<String> hashes(RecipientProfile profile) {
    return Stream.of(profile.email(), profile.phone(), profile.telegramChatId())
        .filter(Objects::nonNull)
        .flatMap(address -> addresses.hashes(address).stream())
        .distinct()
        .toList();
  }

  private List<SuppressionEntry> find(@Nullable List<String> hashes, @Nullable UUID recipient) {
    return suppressions.find(new SuppressionQuery(null, null, hashes, recipient, null, MOST));
  }
}
