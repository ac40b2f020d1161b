package io.chasqui.benchmarks.bullmq;

import io.chasqui.benchmarks.bed.Program;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.JobFiles;
import io.chasqui.quickstart.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The Node program, ready to run: a worker, and what enqueues its jobs. */
public final class BullMq {

  /** The line its worker writes when it waits for jobs. */
  public static final String READY = "ready";

  /** So that none waits while Redis hears of its last mail; 1 and 5 made no difference. */
  private static final int JOBS_OF_A_CONNECTION = 2;

  private final TestBed bed;
  private final Path folder;
  private final Path node;
  private final Path redisServer;

  BullMq(TestBed bed, Path folder, Path node, Path redisServer) {
    this.bed = bed;
    this.folder = folder;
    this.node = node;
    this.redisServer = redisServer;
  }

  public Redis startRedis() {
    return Redis.start(bed, redisServer);
  }

  /**
   * Starts the process that sends the mails.
   *
   * @param corpus says where the reports are, and what the mails say
   */
  public ChildProcess startWorker(
      String name, Redis redis, int smtpPort, int connections, Corpus corpus) {
    Path text = folder.resolve("mail.txt");
    Path html = folder.resolve("mail.html");
    JobFiles.writeContent(corpus, text, html);
    int concurrency = JOBS_OF_A_CONNECTION * connections;
    return bed.start(
        node(
            name,
            "worker.mjs",
            redis.port(),
            smtpPort,
            connections,
            concurrency,
            corpus.reports(),
            text,
            html));
  }

  /** Enqueues a job for each mail. */
  public void enqueue(Redis redis, Corpus corpus, Instant dueAt, Duration timeout) {
    Path jobs = folder.resolve("jobs.json");
    JobFiles.writeJobs(corpus, jobs);
    ChildProcess ended =
        bed.runToItsEnd(
            node("enqueuer", "enqueue.mjs", redis.port(), jobs, dueAt.toEpochMilli()), timeout);
    if (ended.exitCode() != 0) {
      throw new IllegalStateException("The jobs were not enqueued. " + ended.lastWords());
    }
  }

  private Program node(String name, String script, Object... arguments) {
    List<String> all =
        Stream.concat(Stream.of(script), Stream.of(arguments)).map(Object::toString).toList();
    return Program.of(name, folder, node, all);
  }
}
