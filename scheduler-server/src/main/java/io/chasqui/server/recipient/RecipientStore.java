package io.chasqui.server.recipient;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where recipients are kept. One that was erased is not there any more. */
public interface RecipientStore {

  Optional<DirectoryEntry> find(UUID id);

  /** The one, which nobody else changes until the transaction of the caller ends. */
  Optional<DirectoryEntry> hold(UUID id);

  /**
   * Those of these, by their ids, which nobody else changes until the transaction of the caller
   * ends. Whoever holds more than one holds all of them by this at once: it is in one order for
   * all, so that two who hold several do not wait for each other.
   */
  Map<UUID, DirectoryEntry> hold(Collection<UUID> ids);

  /**
   * Those of these, by their ids, which nobody else changes or erases until the transaction of the
   * caller ends.
   */
  Map<UUID, DirectoryEntry> keep(Collection<UUID> ids);

  /**
   * Adds a recipient, its version being 1, or one more than when it was erased.
   *
   * @return empty when one of this id is there
   * @throws org.springframework.dao.DuplicateKeyException when the external id is another's
   */
  Optional<DirectoryEntry> add(UUID id, RecipientProfile profile);

  /**
   * Writes the profiles of recipients that are held, and raises their versions.
   *
   * @throws org.springframework.dao.DuplicateKeyException when an external id is another's
   */
  void change(List<DirectoryEntry> entries);

  /**
   * Writes the profiles of recipients that are held, as {@link #change} does, and adds others of
   * ids that are not there.
   *
   * @throws org.springframework.dao.DuplicateKeyException when an external id is another's
   */
  void changeAndAdd(List<DirectoryEntry> entries, Map<UUID, RecipientProfile> fresh);

  /**
   * Empties a recipient and what it wants, but for the hashes of its addresses; its deliveries have
   * still to be emptied then.
   *
   * @return false when there is none
   */
  boolean erase(UUID id);

  /** Empties a recipient that has become part of another, with the hashes of its addresses. */
  void eraseMerged(UUID id);

  /** Some of those whose deliveries have still to be emptied, who were erased first first. */
  List<UUID> pendingErasures(int atMost);

  /** None of its deliveries has to be emptied any more. */
  void endErasure(UUID id);

  /** Whose phones were shared with a bot, of these. */
  Set<String> linkedPhones(Collection<String> phones);

  /** One page of those that are asked for. */
  FoundRecipients search(RecipientQuery query);

  /** The place of a recipient in a search; empty: it is not in such an order. */
  Optional<SearchCursor> placeOf(SearchCursor.Order order, UUID id);
}
