package io.chasqui.server.recipient.transfer;

import io.chasqui.contract.recipient.ImportTotals;

/** How many rows did what. */
final class ImportCounts {

  private long inserted;
  private long updated;
  private long unchanged;
  private long failed;

  void inserted() {
    inserted++;
  }

  void updated() {
    updated++;
  }

  void unchanged() {
    unchanged++;
  }

  void failed() {
    failed++;
  }

  void add(ImportCounts others) {
    inserted += others.inserted;
    updated += others.updated;
    unchanged += others.unchanged;
    failed += others.failed;
  }

  ImportTotals totals() {
    return new ImportTotals(inserted, updated, unchanged, failed);
  }
}
