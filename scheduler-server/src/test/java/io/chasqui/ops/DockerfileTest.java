package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be known of the Dockerfile without a container engine. */
class DockerfileTest {

  private static final List<String> INSTRUCTIONS = instructions();

  @Test
  void baseImagesHaveATagThatNamesAVersion() {
    assertThat(INSTRUCTIONS.stream().filter(line -> line.startsWith("FROM ")).toList())
        .hasSize(3)
        .allMatch(line -> line.matches("FROM (build|eclipse-temurin:25\\.\\d\\S+)( AS \\w+)?"));
  }

  @Test
  void runsAsAUserWithoutRights() {
    assertThat(ofTheFinalStage("USER")).containsExactly("USER 10001:10001");
  }

  @Test
  void isTheProcessThatIsToldToStop() {
    assertThat(ofTheFinalStage("ENTRYPOINT")).hasSize(1).allMatch(line -> line.contains(" [\""));
  }

  @Test
  void isReachedFromOutsideItsContainer() {
    assertThat(ofTheFinalStage("ENV"))
        .singleElement()
        .asString()
        .contains("SERVER_PORT=8080 ")
        .contains("SERVER_ADDRESS=0.0.0.0 ");
    assertThat(ofTheFinalStage("EXPOSE")).containsExactly("EXPOSE 8080");
  }

  @Test
  void checksItsHealthByTheScriptThatItCarries() {
    assertThat(ofTheFinalStage("HEALTHCHECK"))
        .hasSize(1)
        .allMatch(line -> line.endsWith("CMD [\"/usr/local/bin/healthcheck\"]"));
    assertThat(ofTheFinalStage("COPY"))
        .contains("COPY --chmod=755 ops/healthcheck.sh /usr/local/bin/healthcheck");
    assertThat(Files.exists(Repository.file("ops/healthcheck.sh"))).isTrue();
  }

  @Test
  void buildsEveryApplicationOfTheComposeFile() {
    assertThat(INSTRUCTIONS)
        .anyMatch(
            line ->
                line.contains(
                    "--projects scheduler-server,email-worker,messaging-worker,quickstart --also"));
  }

  /** By another Java's record nothing would start faster. */
  @Test
  void recordsByTheJavaThatRunsIt() {
    List<String> bases =
        INSTRUCTIONS.stream()
            .filter(line -> line.startsWith("FROM ") && line.contains("-jre-"))
            .map(line -> line.split(" ")[1])
            .toList();

    assertThat(bases).hasSize(2);
    assertThat(bases.get(0)).isEqualTo(bases.get(1));
    assertThat(INSTRUCTIONS)
        .anyMatch(line -> line.startsWith("RUN java ") && line.contains(" --prepare --rehearse "));
  }

  /** The list takes longest of a build, so those that only test do without it. */
  @Test
  void itsJarsCarryTheListOfTheirParts() {
    assertThat(INSTRUCTIONS)
        .anyMatch(line -> line.contains("mvnw") && line.contains(" -DskipTests "));
    assertThat(Repository.text("pom.xml"))
        .containsPattern(
            "(?s)<name>skipTests</name>(?:(?!</profile>).)*<cyclonedx.skip>false</cyclonedx.skip>");
  }

  @Test
  void theBuildSeesEveryModuleAndNoSecret() {
    List<String> ignored = Repository.text(".dockerignore").lines().toList();

    assertThat(ignored).contains(".env", ".env.*", ".git", "**/target");
    Repository.text("pom.xml")
        .lines()
        .filter(line -> line.contains("<module>"))
        .map(line -> line.strip().replaceAll("</?module>", ""))
        .forEach(module -> assertThat(ignored).doesNotContain(module, module + "/"));
  }

  private static List<String> ofTheFinalStage(String instruction) {
    int lastStage = 0;
    for (int i = 0; i < INSTRUCTIONS.size(); i++) {
      lastStage = INSTRUCTIONS.get(i).startsWith("FROM ") ? i : lastStage;
    }
    return INSTRUCTIONS.subList(lastStage, INSTRUCTIONS.size()).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .toList();
  }

  /** One line each: comments taken out, continued lines joined. */
  private static List<String> instructions() {
    String joined =
        Repository.text("Dockerfile")
            .replaceAll("(?m)^#.*\\n", "")
            .replaceAll("\\\\\\n\\s*", "")
            .replaceAll(" {2,}", " ");
    return new ArrayList<>(joined.lines().filter(line -> !line.isBlank()).toList());
  }
}
