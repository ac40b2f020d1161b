package io.chasqui.server.recipient.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands against writing to people, for those who choose by which channel they do. Whoever
 * sends asks once more.
 */
public interface StandingSuppressions {

  /**
   * Those that are about these recipients, or these addresses, and hold now.
   *
   * @param addressHashes keyed, 64 hexadecimal digits
   */
  List<Standing> of(Collection<UUID> recipients, Collection<String> addressHashes);

  /**
   * One of them.
   *
   * @param channel null: whatever goes to the recipient
   * @param addressHash null: it is about a recipient
   * @param recipientId null: it is about an address
   * @param category null: whatever it is about
   */
  record Standing(
      @Nullable Channel channel,
      @Nullable String addressHash,
      @Nullable UUID recipientId,
      @Nullable String category,
      SuppressionReason reason) {}
}
