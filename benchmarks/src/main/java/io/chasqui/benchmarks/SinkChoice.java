package io.chasqui.benchmarks;

/** Which SMTP sink A and E are measured with. */
enum SinkChoice {
  /** The one of this module, which is cheap and keeps every byte. */
  BUILT_IN,
  /** Postfix's smtp-sink. */
  SMTP_SINK,
  /** One after the other; without smtp-sink where it is not installed. */
  BOTH
}
