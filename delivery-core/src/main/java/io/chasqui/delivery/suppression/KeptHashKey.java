package io.chasqui.delivery.suppression;

import org.jspecify.annotations.Nullable;

/**
 * What the database knows of the key of the hashes.
 *
 * @param key 32 bytes; null: it is configured, and not kept
 * @param proof what the key makes of a known text, 64 hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeptHashKey(byte @Nullable [] key, String proof) {

  @Override
  public String toString() {
    return "KeptHashKey[***]";
  }
}
