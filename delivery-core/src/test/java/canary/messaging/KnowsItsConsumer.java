package canary.messaging;

import canary.worker.KnowsTheServer;

/** A channel has no business with what its worker does beside it. */
class KnowsItsConsumer {
  Class<?> knows() {
    return KnowsTheServer.class;
  }
}
