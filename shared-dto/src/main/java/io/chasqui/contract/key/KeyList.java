package io.chasqui.contract.key;

import java.util.List;

/**
 * All API keys, newest first; those that were revoked or have expired too.
 *
 * @param keys each without its secret
 */
public record KeyList(List<KeyView> keys) {

  public KeyList {
    keys = List.copyOf(keys);
  }
}
