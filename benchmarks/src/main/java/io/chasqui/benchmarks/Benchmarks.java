package io.chasqui.benchmarks;

import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.SearchPath;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.bullmq.BullMq;
import io.chasqui.benchmarks.bullmq.BullMqInstallation;
import io.chasqui.benchmarks.peer.Peer;
import io.chasqui.benchmarks.product.Systems;
import io.chasqui.benchmarks.result.Report;
import io.chasqui.benchmarks.scenario.Backlog;
import io.chasqui.benchmarks.scenario.Bench;
import io.chasqui.benchmarks.scenario.Channels;
import io.chasqui.benchmarks.scenario.HangingHost;
import io.chasqui.benchmarks.scenario.Intake;
import io.chasqui.benchmarks.scenario.Lateness;
import io.chasqui.benchmarks.scenario.Statements;
import io.chasqui.benchmarks.scenario.Throughput;
import io.chasqui.benchmarks.sink.BuiltInSink;
import io.chasqui.benchmarks.sink.PostfixSink;
import io.chasqui.quickstart.AppJars;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Runs the scenarios that were asked for, one after the other. */
final class Benchmarks {

  private final Options options;
  private final TestBed bed;
  private final Report report;
  private final Clock clock;
  private final Bench bench;

  Benchmarks(Options options, TestBed bed, Report report, Clock clock) {
    this.options = options;
    this.bed = bed;
    this.report = report;
    this.clock = clock;
    Children children = new Children(bed, options.jvmOptions(), options.prepared());
    Systems systems =
        new Systems(
            bed, children, options.poolSize(), options.keepsProcesses(), options.sizes().timeout());
    this.bench =
        new Bench(bed, children, systems, options.sizes(), options.poolSize(), report, clock);
  }

  void run() {
    report.heading("Run");
    report.table(Machine.table(options, bed.anyDatabase(), AppJars.defaultFolder(), clock));
    if (options.keepsProcesses()) {
      report.line("**A smoke run: its numbers say nothing about speed.**");
    }
    try (BuiltInSink sink = BuiltInSink.start(bed, bench.children())) {
      if (wants(Scenario.A)) {
        new Statements(bench, sink).run();
      }
      if (wants(Scenario.A) || wants(Scenario.E)) {
        throughput(sink);
      }
      if (wants(Scenario.B)) {
        new Lateness(bench, sink).run();
      }
    }
    if (wants(Scenario.C)) {
      new Intake(bench).run();
    }
    if (wants(Scenario.D)) {
      new Backlog(bench).run();
    }
    if (wants(Scenario.F)) {
      try (Peer peer = Peer.start(bed, bench.children())) {
        new Channels(bench, peer).run();
        new HangingHost(bench, peer).run();
      }
    }
    report.close();
  }

  private void throughput(BuiltInSink builtIn) {
    BullMq bullMq = bullMq().orElse(null);
    if (options.sink() != SinkChoice.SMTP_SINK) {
      new Throughput(bench, builtIn, bullMq).run(wants(Scenario.A), wants(Scenario.E));
    }
    if (options.sink() != SinkChoice.BUILT_IN) {
      Optional<Path> program = PostfixSink.program();
      if (program.isPresent()) {
        try (PostfixSink sink = PostfixSink.start(bed, program.get())) {
          new Throughput(bench, sink, bullMq).run(wants(Scenario.A), wants(Scenario.E));
        }
      } else {
        report.line("smtp-sink is not installed on this machine.");
      }
    }
  }

  private Optional<BullMq> bullMq() {
    return wants(Scenario.E) && options.bullMq()
        ? new BullMqInstallation(bed, SearchPath.ofTheMachine(), report).install()
        : Optional.empty();
  }

  private boolean wants(Scenario scenario) {
    return options.scenarios().contains(scenario);
  }
}
