package io.chasqui.report;

/** What a storage says when it is asked for a report. */
public sealed interface StorageAnswer
    permits StorageAnswer.NotThere, StorageAnswer.Unchanged, StoredReport {

  /** It has no such report (yet). */
  record NotThere() implements StorageAnswer {}

  /** The report is still the one that the caller has. */
  record Unchanged() implements StorageAnswer {}
}
