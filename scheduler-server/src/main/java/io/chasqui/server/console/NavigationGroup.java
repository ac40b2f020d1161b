package io.chasqui.server.console;

/** Where a section stands in the navigation. Its heading is {@code console.group.<name>}. */
public enum NavigationGroup {
  /** What is sent. */
  MESSAGES,
  /** What sends it. */
  RUNNING,
  /** Who may do what. */
  ADMINISTRATION
}
