package io.chasqui.quickstart.process;

/** What a child process is started with. */
public interface ChildCommand {

  /** Stands before each line it writes. */
  String name();

  /** Where it answers on 127.0.0.1; 0 where it does not. */
  int port();

  /** Starts it. */
  ProcessBuilder builder();
}
