package io.chasqui.quickstart;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Refuses folders that somebody else would misread, before anything is started.
 *
 * <p>PostgreSQL's {@code initdb} and {@code pg_ctl} put the paths of its program and its data
 * between double quotes and hand them to a shell; Java separates jars by the character that
 * separates paths, and what is inside a jar by {@code !/}.
 */
final class UsableFolder {

  /** PostgreSQL cuts paths at 1,023 bytes; the files of its program need up to 150 of them. */
  static final int MOST_BYTES = 850;

  /** What a shell reads between double quotes as something else. */
  private static final String SHELL = "$`\"\\";

  /** The same for cmd.exe, to which a backslash is a separator of paths. */
  private static final String WINDOWS_SHELL = "%\"";

  private UsableFolder() {}

  /**
   * Checks the folder that PostgreSQL's program and data are to be in. It need not be there.
   *
   * @return the folder
   * @throws QuickstartRefused saying which character it must not contain, or what else is wrong
   */
  static Path forData(Path folder) {
    String what = "the data folder";
    check(what, "--data-dir", folder, UsableFolder::isReadByAShell);
    // PostgreSQL follows symbolic links before it names itself to the shell.
    check(what, "--data-dir", withoutLinks(folder), UsableFolder::isReadByAShell);
    if (bytes(folder) > MOST_BYTES) {
      throw refused(
          what,
          "--data-dir",
          folder,
          "is %s bytes long, and PostgreSQL takes at most %s".formatted(bytes(folder), MOST_BYTES));
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw refused(what, "--data-dir", folder, "is a file");
    }
    return folder;
  }

  /** Whether PostgreSQL's program could be started from there. */
  static boolean canHoldPostgres(Path folder) {
    return firstOf(folder, UsableFolder::isReadByAShell).isEmpty()
        && firstOf(withoutLinks(folder), UsableFolder::isReadByAShell).isEmpty()
        && bytes(folder) <= MOST_BYTES;
  }

  /**
   * Checks the folder that has the applications' jars.
   *
   * @return the folder
   * @throws QuickstartRefused saying which characters it must not contain
   */
  static Path forJars(Path folder) {
    String what = "the folder of the jars";
    check(what, "--jars-dir", folder, UsableFolder::separatesPaths);
    if ((folder + "/").replace('\\', '/').contains("!/")) {
      throw refused(what, "--jars-dir", folder, "must not contain a name that ends with !");
    }
    return folder;
  }

  private static boolean isReadByAShell(int character) {
    return (File.separatorChar == '\\' ? WINDOWS_SHELL : SHELL).indexOf(character) >= 0
        || Character.isISOControl(character);
  }

  private static boolean separatesPaths(int character) {
    return character == File.pathSeparatorChar || Character.isISOControl(character);
  }

  private static void check(String what, String argument, Path folder, IntPredicate isBad) {
    OptionalInt bad = firstOf(folder, isBad);
    if (bad.isPresent()) {
      throw refused(what, argument, folder, "must not contain " + shown(bad.getAsInt()));
    }
  }

  private static OptionalInt firstOf(Path folder, IntPredicate isBad) {
    return folder.toString().codePoints().filter(isBad).findFirst();
  }

  private static String shown(int character) {
    return Character.isISOControl(character)
        ? "the control character U+%s"
            .formatted(HexFormat.of().withUpperCase().toHexDigits((char) character))
        : Character.toString(character);
  }

  private static QuickstartRefused refused(
      String what, String argument, Path folder, String problem) {
    String printable =
        folder
            .toString()
            .codePoints()
            .map(character -> Character.isISOControl(character) ? '?' : character)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return new QuickstartRefused(
        "%s %s: %s. Choose another with %s.".formatted(what, problem, printable, argument));
  }

  private static int bytes(Path folder) {
    return folder.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** With the links of what is there resolved; the rest as it is. */
  private static Path withoutLinks(Path folder) {
    for (Path there = folder; there != null; there = there.getParent()) {
      if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
        try {
          return there.toRealPath().resolve(there.relativize(folder));
        } catch (IOException e) {
          return folder; // A link that leads nowhere; making the folder will say so.
        }
      }
    }
    return folder;
  }
}
