package io.chasqui.report;

import io.chasqui.delivery.Outcome;

/** What became of reading a report for a delivery. */
public sealed interface ReportRead {

  /** Here it is. */
  record Found(Report report) implements ReportRead {}

  /** It cannot be had: the attempt ends with this outcome, before the peer is contacted. */
  record NotHad(Outcome outcome) implements ReportRead {}
}
