package io.chasqui.contract.audit;

/** What came of an act. */
public enum ActResult {
  /** It was done. */
  DONE,
  /** Whoever acted may not, or did not prove who they are; nothing was done. */
  REFUSED
}
