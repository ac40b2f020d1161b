package io.chasqui.server.template.engine;

/** What is known of the variables that a template may name. */
public interface Names {

  /** Whether there is one of that name, with points between the names of objects. */
  boolean has(String name);

  /** Whether its value is an address of the web or a mailbox. */
  boolean isAddress(String name);

  /**
   * Whether its value may hold values with names of their own: a list or an object. In a section of
   * it a name may mean one of those, of which nothing is known.
   */
  boolean holdsNames(String name);
}
