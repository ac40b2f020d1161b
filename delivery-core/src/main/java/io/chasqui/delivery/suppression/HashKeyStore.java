package io.chasqui.delivery.suppression;

/** Where the key of the hashes of addresses is kept. */
interface HashKeyStore {

  /**
   * Keeps a key, unless one was kept before.
   *
   * @return the one that is kept then
   */
  KeptHashKey keepUnlessThereIsOne(KeptHashKey fresh);
}
