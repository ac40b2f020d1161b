package canary.worker;

import canary.server.KnowsAWorker;

/** Workers do not know the server. */
public class KnowsTheServer {
  Class<?> knows() {
    return KnowsAWorker.class;
  }
}
