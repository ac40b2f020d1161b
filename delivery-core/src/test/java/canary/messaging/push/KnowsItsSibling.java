package canary.messaging.push;

import canary.messaging.sms.Sibling;

/** A channel does not know the others of its worker. */
public class KnowsItsSibling {
  Class<?> knows() {
    return Sibling.class;
  }
}
