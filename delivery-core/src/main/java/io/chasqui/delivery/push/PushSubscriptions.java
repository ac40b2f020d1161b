package io.chasqui.delivery.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the browsers of recipients are kept. One endpoint has one subscription. */
public interface PushSubscriptions {

  /** The one of this id. */
  Optional<PushTarget> find(UUID id);

  /** All of a recipient, the oldest first. */
  List<PushTarget> ofRecipient(UUID recipient);

  /** The ids of those of several recipients, the oldest first; who has none is not among them. */
  Map<UUID, List<UUID>> idsOf(Collection<UUID> recipients);

  /**
   * The one of an endpoint, which nobody else changes until the transaction of the caller ends.
   *
   * @return empty: nobody has it
   */
  Optional<PushTarget> hold(String endpoint);

  /**
   * Adds one.
   *
   * @throws org.springframework.dao.DuplicateKeyException when somebody has its endpoint
   */
  void add(PushTarget subscription);

  /** Gives a held one other keys, and to another recipient. */
  void change(PushTarget held);

  /**
   * Removes one.
   *
   * @param recipient whose it has to be; null: anybody's
   * @return false when there is no such one
   */
  boolean remove(UUID id, @Nullable UUID recipient);

  /** Removes all of a recipient. */
  void removeAll(UUID recipient);

  /** Makes all of one recipient those of another. */
  void move(UUID from, UUID to);
}
