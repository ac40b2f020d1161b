package io.chasqui.delivery.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where the browsers of recipients are kept. One endpoint has one subscription. */
public interface PushSubscriptions {

  /** Of one recipient. */
  int MOST = 20;

  /** The one of this id. */
  Optional<PushTarget> find(UUID id);

  /** All of a recipient, the oldest first. */
  List<PushTarget> ofRecipient(UUID recipient);

  /** The ids of those of several recipients, the oldest first; who has none is not among them. */
  Map<UUID, List<UUID>> idsOf(Collection<UUID> recipients);

  /**
   * Lets nobody else register an endpoint until the transaction of the caller ends; waits for who
   * does. To be called before any recipient is held.
   */
  void lock(String endpoint);

  /**
   * The one of an endpoint. While the caller holds its recipient nobody else removes it, or gives
   * it to another.
   *
   * @return empty: nobody has it
   */
  Optional<PushTarget> ofEndpoint(String endpoint);

  /**
   * Adds one.
   *
   * @throws org.springframework.dao.DuplicateKeyException when somebody has its endpoint
   */
  void add(PushTarget subscription);

  /** Gives one other keys, and to another recipient; both recipients are held. */
  void change(PushTarget subscription);

  /** It was brought once more, as it is: its browser is used. */
  void isUsed(UUID id);

  /**
   * Removes one of a recipient, who is held.
   *
   * @return false when the recipient has no such one
   */
  boolean remove(UUID id, UUID recipient);

  /**
   * Removes one whose push service says that it is gone, and raises the version of the recipient
   * who had it.
   *
   * @return false when there is no such one
   */
  boolean removeGone(UUID id);

  /** Removes all of a recipient. */
  void removeAll(UUID recipient);

  /**
   * Makes those of one recipient those of another; both are held. Of more than {@link #MOST} those
   * are removed that were brought the longest ago.
   */
  void move(UUID from, UUID to);
}
