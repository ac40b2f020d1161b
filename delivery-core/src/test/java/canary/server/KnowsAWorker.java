package canary.server;

import canary.worker.KnowsTheServer;

/** The server does not know workers. */
public class KnowsAWorker {
  Class<?> knows() {
    return KnowsTheServer.class;
  }
}
