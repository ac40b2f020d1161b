package io.chasqui.quickstart.process;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the lines of many processes to one stream, each whole and behind its process's name. */
public final class PrefixedLog implements ProcessLog {

  private static final int[] COLOURS = {36, 33, 35, 32, 34, 31};

  private final PrintStream out;
  private final boolean coloured;
  private final Map<String, Integer> colours = new ConcurrentHashMap<>();

  public PrefixedLog(PrintStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  /** To standard output, in colour only when a person looks at it. */
  public static PrefixedLog toStandardOutput() {
    return new PrefixedLog(System.out, isTerminal() && System.getenv("NO_COLOR") == null);
  }

  @Override
  public void line(String name, String line) {
    String prefix = "[" + name + "] ";
    if (coloured) {
      prefix = "\u001b[" + colour(name) + "m" + prefix + "\u001b[0m";
    }
    synchronized (out) {
      out.println(prefix + line);
    }
  }

  private int colour(String name) {
    return colours.computeIfAbsent(name, unused -> COLOURS[colours.size() % COLOURS.length]);
  }

  /** From Java 22 on there always is a console, and it must be asked whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull") // Older ones have none.
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
