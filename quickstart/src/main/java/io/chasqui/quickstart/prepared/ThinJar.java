package io.chasqui.quickstart.prepared;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * Takes a jar of Spring Boot apart into a jar of its own classes and a folder {@code lib}, as
 * {@code -Djarmode=tools extract} does: Java reads those itself, and only of them does it keep
 * classes in an archive. A jar that is none of Spring Boot's is copied.
 */
final class ThinJar {

  private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String ORDER = "BOOT-INF/classpath.idx";
  private static final String LOADERS_SERVICES = "META-INF/services/";

  private final JarFile jar;
  private final Path target;
  private final Predicate<String> isNeeded;

  private ThinJar(JarFile jar, Path target, Predicate<String> isNeeded) {
    this.jar = jar;
    this.target = target;
    this.isNeeded = isNeeded;
  }

  /**
   * Writes the jar and its libraries.
   *
   * @param target the thin jar, in a folder that is there
   * @param isNeeded which libraries, by their file names
   */
  static void write(Path bootJar, Path target, Predicate<String> isNeeded) throws IOException {
    try (JarFile jar = new JarFile(bootJar.toFile())) {
      new ThinJar(jar, target, isNeeded).write(bootJar);
    }
  }

  private void write(Path bootJar) throws IOException {
    Manifest manifest = jar.getManifest();
    String startClass = manifest.getMainAttributes().getValue(START_CLASS);
    if (startClass == null) {
      Files.copy(bootJar, target);
      return;
    }
    List<String> libraries = libraries();
    Path folder = Files.createDirectories(target.resolveSibling("lib"));
    for (String library : libraries) {
      try (InputStream content = jar.getInputStream(jar.getJarEntry(LIBRARIES + library))) {
        Files.copy(content, folder.resolve(library));
      }
    }
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MAIN_CLASS, startClass);
    attributes.put(
        Attributes.Name.CLASS_PATH,
        libraries.stream().map(library -> "lib/" + library).collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      copyClasses(out);
    }
  }

  /** In the order of the class path. */
  private List<String> libraries() throws IOException {
    List<String> libraries = new ArrayList<>();
    try (InputStream order = jar.getInputStream(jar.getJarEntry(ORDER))) {
      for (String line :
          new String(order.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String path = line.replaceFirst("^- \"", "").replaceFirst("\"$", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (isNeeded.test(name)) {
          libraries.add(name);
        }
      }
    }
    return libraries;
  }

  /** With the entries of folders, in which Spring looks for classes. */
  private void copyClasses(JarOutputStream out) throws IOException {
    Set<String> copied = new HashSet<>();
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name = nameOf(entry);
      if (!name.isEmpty() && copied.add(name)) {
        out.putNextEntry(new ZipEntry(name));
        try (InputStream content = jar.getInputStream(entry)) {
          content.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  /** Empty for what belongs to the loader, which is not needed, or has been written. */
  private static String nameOf(JarEntry entry) {
    String name = entry.getName();
    if (name.startsWith(CLASSES)) {
      return name.substring(CLASSES.length());
    }
    boolean isOurs =
        name.startsWith("META-INF/")
            && !name.startsWith(LOADERS_SERVICES)
            && !name.equals(JarFile.MANIFEST_NAME)
            && !entry.isDirectory();
    return isOurs ? name : "";
  }
}
