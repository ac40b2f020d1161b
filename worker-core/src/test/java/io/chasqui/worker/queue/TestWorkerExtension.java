package io.chasqui.worker.queue;

import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestWorker;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One {@link TestWorker} with a database of its own for all tests of a class. */
public final class TestWorkerExtension implements BeforeAllCallback, AfterAllCallback {

  private final TestDatabase database = TestDatabase.fresh();
  private final Queue queue;
  private final boolean takesJobs;
  private ConfigurableApplicationContext application;

  private TestWorkerExtension(Queue queue, boolean takesJobs) {
    this.queue = queue;
    this.takesJobs = takesJobs;
  }

  /** One that takes jobs. */
  public static TestWorkerExtension busy(Queue queue) {
    return new TestWorkerExtension(queue, true);
  }

  /** One that takes no job before its {@link WorkerLifecycle} is started. */
  public static TestWorkerExtension idle(Queue queue) {
    return new TestWorkerExtension(queue, false);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    application = TestWorker.start(database, queue);
    if (!takesJobs) {
      stopOnceItRuns();
    }
  }

  /**
   * JobRunr's server, stopped in the middle of its start, does not begin when it is started again.
   */
  private void stopOnceItRuns() {
    WorkerLifecycle lifecycle = bean(WorkerLifecycle.class);
    await().until(lifecycle::takesJobs);
    lifecycle.stop();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    application.close();
  }

  public <T> T bean(Class<T> type) {
    return application.getBean(type);
  }

  /** What it has for its one queue. */
  public HostedQueue hosted() {
    return bean(HostedQueues.class).all().iterator().next();
  }

  public TestDatabase database() {
    return database;
  }
}
