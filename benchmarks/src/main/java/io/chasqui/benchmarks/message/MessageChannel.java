package io.chasqui.benchmarks.message;

/** Where a message goes. */
public enum MessageChannel {
  /** To one gateway, that of probes. */
  SMS("sms"),
  /** To endpoints of one host. */
  WEBHOOK("webhook"),
  /** To subscriptions of one push service, each message encrypted and signed. */
  PUSH("push");

  private final String platform;

  MessageChannel(String platform) {
    this.platform = platform;
  }

  /** As requests name it. */
  public String platform() {
    return platform;
  }
}
