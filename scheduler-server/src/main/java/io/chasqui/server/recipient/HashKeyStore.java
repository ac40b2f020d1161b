package io.chasqui.server.recipient;

/** Where the key of the hashes of addresses is kept. */
public interface HashKeyStore {

  /**
   * Keeps a key, unless one was kept before.
   *
   * @return the one that is kept then
   */
  KeptHashKey keepUnlessThereIsOne(KeptHashKey fresh);
}
