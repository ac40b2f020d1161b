package io.chasqui.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be asked for. */
enum Scenario {
  A("throughput, and what a delivery asks of the database"),
  B("lateness"),
  C("intake"),
  D("a large backlog against an empty system"),
  E("the yardsticks, beside A"),
  F("SMS, webhooks and push messages, and a webhook host that hangs");

  private final String what;

  Scenario(String what) {
    this.what = what;
  }

  static String help() {
    return Arrays.stream(values())
        .map(scenario -> "  %s  %s%n".formatted(scenario, scenario.what))
        .collect(Collectors.joining());
  }
}
