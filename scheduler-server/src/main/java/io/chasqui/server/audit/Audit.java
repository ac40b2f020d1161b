package io.chasqui.server.audit;

/**
 * Writes what people and keys change or reveal. Each feature writes its own acts, in the
 * transaction of the act: then neither an act without an entry is committed, nor an entry of an act
 * that was rolled back. An act that changes nothing, because somebody did the same before or
 * because it was refused, has no entry; a login that failed has one.
 */
@FunctionalInterface
public interface Audit {

  /**
   * Writes one entry, by whoever sent the request that is being worked on unless the act says by
   * whom.
   *
   * @throws IllegalStateException when the caller has no transaction
   */
  void record(Act act);
}
