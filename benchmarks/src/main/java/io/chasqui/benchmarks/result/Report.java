package io.chasqui.benchmarks.result;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run says: results to one stream, as Markdown, and how far it is to the other. */
public final class Report {

  private final PrintStream results;
  private final PrintStream progress;
  private final Clock clock;
  private final Instant begun;
  private final List<Target> targets = new ArrayList<>();

  public Report(PrintStream results, PrintStream progress, Clock clock) {
    this.results = results;
    this.progress = progress;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** Tells the person who waits. */
  public void progress(String line) {
    long seconds = Duration.between(begun, clock.instant()).toSeconds();
    progress.printf(Locale.ROOT, "[%3d s] %s%n", seconds, line);
  }

  public void heading(String title) {
    results.println("\n### " + title + "\n");
  }

  public void line(String line) {
    results.println(line);
  }

  public void table(Table table) {
    results.println(table);
  }

  /** Told at the end. */
  public void target(Target target) {
    targets.add(target);
  }

  public List<Target> targets() {
    return List.copyOf(targets);
  }

  /** All targets of this run. */
  public void close() {
    if (targets.isEmpty()) {
      return;
    }
    heading("Targets");
    Table table = new Table("what", "target", "this run", "met");
    for (Target target : targets) {
      table.row(target.what(), target.aim(), target.reached(), target.met() ? "yes" : "**no**");
    }
    table(table);
  }
}
