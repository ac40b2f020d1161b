package io.chasqui.server.recipient;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The directory, many recipients at a time. */
public interface RecipientBulk {

  /** The database's clock. */
  Instant now();

  /** Lets nobody else import until the transaction of the caller ends; waits for who does. */
  void lockImports();

  /**
   * Those that have one of the keys, which nobody else changes until the transaction of the caller
   * ends; by their keys. More than one may have the same address.
   */
  Map<String, List<DirectoryEntry>> hold(MergeKey key, Collection<String> keys);

  /** Which of the ids are there, or are being erased. */
  Set<UUID> ids(Collection<UUID> ids);

  /** Whose the external ids are that are there. */
  Map<String, UUID> externalIds(Collection<String> externalIds);

  /**
   * Which of these addresses were somebody's who was erased, whoever has the id of that recipient
   * now.
   */
  Set<String> erased(
      Collection<String> emails, Collection<String> phones, Collection<String> chats);

  /** Somebody wants these addresses back: they are not {@link #erased} any more. */
  void takeErased(Collection<String> emails, Collection<String> phones, Collection<String> chats);

  /** The names of all attributes that anybody has. */
  List<String> attributeNames();

  /**
   * Recipients in the order of their ids.
   *
   * @param after the last one of the page before; null: from the first on
   */
  List<DirectoryEntry> page(@Nullable UUID after, int limit);
}
