package io.chasqui.quickstart.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThinJarTest {

  private final Path folder;

  ThinJarTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void hasTheClassesAtItsRootAndNamesTheLibrariesBesideIt() throws IOException {
    Path target = Files.createDirectory(folder.resolve("out")).resolve("app.jar");

    ThinJar.write(bootJar("changed"), target, library -> !library.equals("other-system.jar"));

    try (JarFile thin = new JarFile(target.toFile())) {
      Attributes attributes = thin.getManifest().getMainAttributes();
      assertThat(attributes.getValue("Main-Class")).isEqualTo("io.example.App");
      assertThat(attributes.getValue("Class-Path")).isEqualTo("lib/b.jar lib/a.jar");
      assertThat(attributes.getValue("Implementation-Version")).isEqualTo("1.2");
      assertThat(thin.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder(
              "META-INF/MANIFEST.MF",
              "io/",
              "io/App.class",
              "application.yml",
              "META-INF/build-info.properties");
    }
    assertThat(target.resolveSibling("lib").toFile().list())
        .containsExactlyInAnyOrder("a.jar", "b.jar");
  }

  @Test
  void aJarOfTheSameSizeAndTimeIsAnotherWhenItsContentIs() throws IOException {
    Path one = Files.move(bootJar("one"), folder.resolve("one.jar"));
    Path two = Files.move(bootJar("two"), folder.resolve("two.jar"));
    Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));

    assertThat(Files.size(one)).isEqualTo(Files.size(two));
    assertThat(JarIdentity.of(one)).isNotEqualTo(JarIdentity.of(two));
    assertThat(JarIdentity.of(one))
        .isEqualTo(JarIdentity.of(Files.copy(one, folder.resolve("copy.jar"))));
  }

  @Test
  void isNotUsedWhenItWasMadeOfAnotherJarOrByAnotherJava() throws IOException {
    Path jar = Files.move(bootJar("one"), folder.resolve("app.jar"));
    Prepared prepared = new Prepared(folder.resolve("prepared"));
    Path thin = prepared.thinJar(jar);
    Files.createDirectories(thin.getParent());
    assertThat(prepared.image(jar)).isEqualTo(AppImage.plain(jar));

    ThinJar.write(jar, thin, library -> true);
    prepared.noteIdentity(jar);
    Files.writeString(Prepared.archive(thin).file(), "classes");
    assertThat(prepared.image(jar)).isEqualTo(AppImage.plain(thin));

    prepared.noteThisJava();
    assertThat(prepared.image(jar).jar()).isEqualTo(thin);
    assertThat(prepared.image(jar).jvmOptions())
        .anyMatch(option -> option.endsWith("=" + Prepared.archive(thin).file()));

    Files.writeString(folder.resolve("prepared/release"), "JAVA_VERSION=\"99\"");
    assertThat(prepared.image(jar)).isEqualTo(AppImage.plain(thin));

    Files.delete(jar);
    Files.move(bootJar("two"), jar);
    assertThat(prepared.image(jar)).isEqualTo(AppImage.plain(jar));
  }

  private Path bootJar(String content) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.Launcher");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2");
    attributes.put(new Attributes.Name("Start-Class"), "io.example.App");
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("META-INF/services/java.nio.file.spi.FileSystemProvider", "of the loader");
    entries.put("META-INF/build-info.properties", "build.version=1.2");
    entries.put("org/springframework/boot/loader/Launcher.class", "loader");
    entries.put("BOOT-INF/classes/", "");
    entries.put("BOOT-INF/classes/io/", "");
    entries.put("BOOT-INF/classes/io/App.class", content);
    entries.put("BOOT-INF/classes/application.yml", "a: b");
    entries.put(
        "BOOT-INF/classpath.idx",
        """
        - "BOOT-INF/lib/b.jar"
        - "BOOT-INF/lib/a.jar"
        - "BOOT-INF/lib/other-system.jar"
        """);
    for (String library : new String[] {"a", "b", "other-system"}) {
      entries.put("BOOT-INF/lib/" + library + ".jar", library);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        JarEntry written = new JarEntry(entry.getKey());
        written.setTime(1_700_000_000_000L);
        out.putNextEntry(written);
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return Files.write(folder.resolve("boot.jar"), bytes.toByteArray());
  }
}
