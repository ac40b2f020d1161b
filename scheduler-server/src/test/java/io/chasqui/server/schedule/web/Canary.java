package io.chasqui.server.schedule.web;

/** What no other feature is to know. */
public final class Canary {

  private Canary() {}
}
