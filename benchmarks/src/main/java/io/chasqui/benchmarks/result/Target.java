package io.chasqui.benchmarks.result;

/**
 * What is aimed at, and whether this run reached it.
 *
 * @param aim in words, e.g. "at least 2.5"
 */
public record Target(String what, String aim, String reached, boolean met) {

  /** Something that is to be large. */
  public static Target atLeast(String what, double aim, double reached, int decimals) {
    return new Target(
        what,
        "at least " + Spread.number(aim, decimals),
        Spread.number(reached, decimals),
        reached >= aim);
  }

  /** Something that is to be small. */
  public static Target atMost(String what, double aim, double reached, int decimals) {
    return new Target(
        what,
        "at most " + Spread.number(aim, decimals),
        Spread.number(reached, decimals),
        reached <= aim);
  }
}
