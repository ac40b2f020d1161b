package io.chasqui.server.report;

import io.chasqui.server.schedule.web.Canary;

/** Breaks the rules that a feature uses only what its package names, and of that only roots. */
public final class KnowsAnotherFeature {

  private KnowsAnotherFeature() {}

  static Class<?> known() {
    return Canary.class;
  }
}
