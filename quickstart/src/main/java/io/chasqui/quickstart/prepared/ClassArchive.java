package io.chasqui.quickstart.prepared;

import java.nio.file.Path;
import java.util.List;

/**
 * A file with the classes of one application as this Java has loaded and linked them: an AOT cache
 * from Java 25 on (JEP 483, 514, 515), before that an archive for class-data sharing (JEP 350).
 * Java itself ignores one that was made by another Java or from other jars; all it would do is say
 * so, which nobody needs to know.
 */
record ClassArchive(Path file) {

  private static final int FIRST_WITH_AOT_CACHE = 25;

  /** Of the application whose jar this is. */
  static ClassArchive beside(Path thinJar) {
    return new ClassArchive(
        thinJar.resolveSibling(isAotCache() ? "classes.aot" : "classes.jsa").toAbsolutePath());
  }

  /** Other virtual machines than OpenJDK's know none of these options. */
  static boolean isPossible() {
    return System.getProperty("java.vm.name", "").endsWith("Server VM");
  }

  private static boolean isAotCache() {
    return Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
  }

  /** The file is written when the process ends. */
  List<String> recordingOptions() {
    return isAotCache()
        ? List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot*=off", "-Xlog:cds*=off")
        : List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds*=off");
  }

  List<String> options() {
    return isAotCache()
        ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off", "-Xlog:cds*=off")
        : List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off");
  }
}
