package io.chasqui.delivery;

import java.util.List;

/**
 * Which workers live, by their signs of life and the ledger's clock, and what those have left
 * behind that give none any more.
 */
public interface WorkerLedger {

  /** To be called every two seconds, and before the worker takes its first delivery. */
  void signOfLife(Worker worker);

  /**
   * The running attempts of workers that have given no sign of life for 15 s, or of some of them.
   * Their leases still go on.
   *
   * @param judge who asks; it is told nothing while its own signs of life have not come without a
   *     gap for 10 s: after an outage of the database, or a sleep of the whole machine, those who
   *     live have to be heard first
   */
  List<LeftBehind> leftBehind(Worker judge);

  /**
   * Ends the leases of these attempts, in the transaction of the caller: the next run of their jobs
   * takes their workers for lost, and the last byte is refused to whoever was only frozen.
   */
  void endLeases(List<LeftBehind> attempts);

  /**
   * Those that have given a sign of life within the last hour, by their names; with each what it
   * sends now.
   */
  List<SeenWorker> seen();

  /** Forgets workers that have long been gone. */
  void forgetGone();
}
