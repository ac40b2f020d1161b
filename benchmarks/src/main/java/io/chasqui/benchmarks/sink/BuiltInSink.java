package io.chasqui.benchmarks.sink;

import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.mail.Arrivals;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.quickstart.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The one of this module: keeps every byte, which is compared when the clock has stopped. */
public final class BuiltInSink implements Sink {

  private final TestBed bed;
  private final ChildProcess process;
  private final SinkControl control;
  private final Path spool;

  private BuiltInSink(TestBed bed, ChildProcess process, SinkControl control, Path spool) {
    this.bed = bed;
    this.process = process;
    this.control = control;
    this.spool = spool;
  }

  public static BuiltInSink start(TestBed bed, Children children) {
    Path spool = bed.memoryFolder().resolve("spool");
    ChildProcess process = bed.start(children.sink(spool));
    return new BuiltInSink(bed, process, SinkControl.connect(process.port()), spool);
  }

  @Override
  public String name() {
    return "built-in sink";
  }

  @Override
  public int port() {
    return process.port();
  }

  @Override
  public ProcessHandle process() {
    return bed.handle(process);
  }

  @Override
  public int count() {
    return control.count();
  }

  /** What arrived, by the mails' numbers; checked byte by byte. */
  public Map<Integer, Accepted> arrivals(Corpus corpus) {
    return new Arrivals(corpus, spool).check(control.accepted());
  }

  @Override
  public Duration window(Corpus corpus) {
    List<Instant> times =
        arrivals(corpus).values().stream().map(Accepted::acceptedAt).sorted().toList();
    return Duration.between(times.get(0), times.get(times.size() - 1));
  }

  @Override
  public void forget() {
    control.forget();
  }

  @Override
  public void close() {
    control.close();
    bed.stop(process);
  }
}
