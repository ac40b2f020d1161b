package io.chasqui.delivery.webhook;

import io.chasqui.platform.secret.SecretBox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where endpoints are kept; a recipient has one at the most. Times are those of the database. */
public interface Endpoints {

  /** The one of this id. */
  Optional<Endpoint> find(UUID id);

  /** The one of a recipient. */
  Optional<Endpoint> ofRecipient(UUID recipientId);

  /** The one of a recipient, which nobody else changes until the transaction of the caller ends. */
  Optional<Endpoint> hold(UUID recipientId);

  /**
   * Adds one to a recipient that has none.
   *
   * @param sealedSecret for {@link Endpoint#place}
   * @throws org.springframework.dao.DuplicateKeyException when it has one
   */
  void add(UUID id, UUID recipientId, String url, String sealedSecret);

  /**
   * Registers a held one anew: at this address, enabled, and without a failure. Its deliveries are
   * to be {@linkplain #withPendingDeliveries looked after} when the address is another one.
   */
  void register(UUID id, String url);

  /** Has a held one sign with another secret; the one before signs too for a while. */
  void replaceSecret(UUID id, String sealedSecret, Duration overlap);

  /** Enables one again, without a failure. */
  void enable(UUID id);

  /**
   * Removes that of a recipient; deliveries to it fail then.
   *
   * @return false when there is none
   */
  boolean remove(UUID recipientId);

  /** Gives one recipient's to another that has none; else it is removed. */
  void move(UUID from, UUID to);

  /** It has taken something: what failed before counts no more. */
  void succeeded(UUID id);

  /**
   * It has taken nothing once more. One that has taken nothing for so long, ten times at least, is
   * disabled, and its recipient's version rises. Not to be called in a transaction.
   *
   * @return whether it was disabled now
   */
  boolean failed(UUID id, Duration disableAfter);

  /**
   * It wants nothing any more: it is disabled, and its recipient's version rises. Not to be called
   * in a transaction.
   *
   * @return whether it was disabled now
   */
  boolean gone(UUID id);

  /**
   * Some whose open deliveries have still to be looked after: to be ended, because the endpoint was
   * disabled, or to be brought to the lane of another host.
   */
  List<Endpoint> withPendingDeliveries(int atMost);

  /** Has the open deliveries of one looked after: others have become its own. */
  void haveDeliveriesLookedAfter(UUID id);

  /** Its deliveries are as they are to be, if it has not changed since it was read. */
  void settled(Endpoint endpoint);

  /** Those that were disabled because they failed, the longest first. */
  List<Endpoint> failing(int atMost);

  /**
   * Encrypts secrets anew that an older key has encrypted. What cannot be decrypted stays as it is.
   *
   * @return how many were
   */
  int rewrap(SecretBox box);
}
