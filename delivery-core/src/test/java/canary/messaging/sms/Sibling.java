package canary.messaging.sms;

/** Of one channel. */
public final class Sibling {

  private Sibling() {}
}
