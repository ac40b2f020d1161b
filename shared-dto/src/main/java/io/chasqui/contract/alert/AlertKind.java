package io.chasqui.contract.alert;

/** What an alert is about. */
public enum AlertKind {
  /** A channel's peer does not work, or does not take what we send. The subject is its key. */
  CHANNEL_FAULT,
  /** Jobs that no worker can run were set aside. */
  JOB_QUARANTINED,
  /** Nobody runs the jobs of a queue. The subject is the queue. */
  NO_WORKER,
  /** The oldest delivery that is due has been waiting for too long. The subject is the queue. */
  BACKLOG
}
