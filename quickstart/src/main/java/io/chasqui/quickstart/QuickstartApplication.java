package io.chasqui.quickstart;

import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.PrefixedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The command: runs until Ctrl-C, or until one of the applications ends by itself. */
public final class QuickstartApplication {

  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private QuickstartApplication() {}

  public static void main(String[] arguments) {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    if (List.of(arguments).contains("--help")) {
      System.out.print(QuickstartArguments.help());
      return;
    }
    List<String> given = new ArrayList<>(List.of(arguments));
    if (given.remove(QuickstartArguments.PREPARE)) {
      System.exit(prepare(given));
    }
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    QuickstartSettings settings;
    try {
      settings = QuickstartSettings.parse(arguments);
    } catch (QuickstartRefused e) {
      System.err.println(e.getMessage());
      return REFUSED;
    }
    PrefixedLog log = PrefixedLog.toStandardOutput();
    Quickstart quickstart = new Quickstart(settings, log);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(quickstart), "quickstart-end"));
    try {
      quickstart.begin();
      System.out.println(quickstart.welcome());
      if (settings.recording()) {
        if (settings.rehearsing()) {
          quickstart.rehearse(Rehearsal.EMAILS, Rehearsal.MESSAGES);
        }
        return 0;
      }
      ChildProcess ended = quickstart.awaitUnexpectedEnd();
      // After Ctrl-C the terminal ends the applications too, maybe before our hook has run.
      Thread.sleep(300);
      if (!quickstart.isClosing()) {
        quickstart.say(
            "%s ended by itself with exit code %s; ending everything. %s"
                .formatted(ended, ended.exitCode(), ended.lastWords()));
      }
      return FAILED;
    } catch (QuickstartRefused e) {
      System.err.println(e.getMessage());
      return REFUSED;
    } catch (RuntimeException e) {
      if (!quickstart.isClosing()) {
        quickstart.say("did not start: " + e.getMessage());
      }
      return FAILED;
    } catch (InterruptedException e) {
      return FAILED;
    }
  }

  private static int prepare(List<String> given) {
    try {
      if (!given.isEmpty() && !given.equals(List.of(QuickstartArguments.REHEARSE))) {
        throw new QuickstartRefused("--prepare goes with --rehearse or with nothing.");
      }
      PreparedBuild.prepare(given);
      return 0;
    } catch (QuickstartRefused e) {
      System.err.println(e.getMessage());
      return REFUSED;
    } catch (IOException e) {
      System.err.println("Later starts could not be made fast: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      return FAILED;
    }
  }

  /** In the shutdown hook: after Ctrl-C, after SIGTERM and after every way out of main. */
  private static void end(Quickstart quickstart) {
    quickstart.close();
    if (quickstart.hasStarted()) {
      quickstart.say("everything has ended");
    }
  }
}
