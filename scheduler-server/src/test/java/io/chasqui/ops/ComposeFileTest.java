package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What can be known of docker-compose.yml and .env.example without a container engine. */
class ComposeFileTest {

  private static final String COMPOSE = Repository.text("docker-compose.yml");
  private static final Map<String, Object> FILE = new Yaml().load(COMPOSE);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)([^}]*)}");

  @Test
  void hasTheThreeApplicationsADatabaseAMailCatcherAndMonitoring() {
    assertThat(services().keySet())
        .containsExactlyInAnyOrder(
            "postgres",
            "scheduler-server",
            "email-worker",
            "messaging-worker",
            "mailpit",
            "minio",
            "minio-bucket",
            "prometheus",
            "grafana",
            "kafka",
            "rabbitmq");
  }

  @ParameterizedTest
  @ValueSource(strings = {"email-worker", "messaging-worker"})
  void workersCanBeScaled(String worker) {
    assertThat(service(worker)).doesNotContainKeys("container_name", "ports", "hostname");
  }

  @Test
  void nothingIsPublishedBeyondThisMachine() {
    for (Map.Entry<String, Object> service : services().entrySet()) {
      for (Object port : list(service(service.getKey()).get("ports"))) {
        assertThat(port.toString()).as(service.getKey()).startsWith("127.0.0.1:");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduler-server", "email-worker", "messaging-worker"})
  void applicationsRunWithoutRightsTheyDoNotNeed(String application) {
    assertThat(service(application))
        .containsEntry("read_only", true)
        .containsEntry("cap_drop", List.of("ALL"))
        .containsEntry("security_opt", List.of("no-new-privileges:true"))
        .containsEntry("tmpfs", List.of("/tmp"))
        .containsKeys("mem_limit", "restart", "stop_grace_period");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduler-server", "email-worker", "messaging-worker"})
  void applicationsAreBuiltFromTheirModuleAndTaggedWithItsVersion(String application) {
    String version = Repository.text("pom.xml").split("<artifactId>chasqui</artifactId>")[1];
    version = version.substring(version.indexOf("<version>") + 9, version.indexOf("</version>"));

    assertThat(map(map(service(application).get("build")).get("args")))
        .containsEntry("MODULE", application);
    assertThat(service(application))
        .containsEntry("image", "chasqui/" + application + ":" + version);
    assertThat(Repository.file(application)).isDirectory();
  }

  @Test
  void imagesOfOthersHaveATagThatDoesNotMove() {
    Set<String> others = new TreeSet<>(services().keySet());
    others.removeAll(applications());
    for (String other : others) {
      assertThat(service(other).get("image").toString())
          .matches(".+:(v?\\d+\\.\\d+(\\.\\d+)?|RELEASE\\.\\d{4}-\\d\\d-\\d\\dT[0-9-]+Z)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus", "grafana"})
  void monitoringStartsWhenItIsAskedForAndHasNoMoreRightsThanItNeeds(String service) {
    assertThat(service(service))
        .containsEntry("profiles", List.of("monitoring"))
        .containsEntry("read_only", true)
        .containsEntry("cap_drop", List.of("ALL"))
        .containsEntry("security_opt", List.of("no-new-privileges:true"))
        .containsKeys("mem_limit", "restart");
    list(service(service).get("volumes")).stream()
        .map(volume -> volume.toString().split(":")[0])
        .filter(source -> source.startsWith("./"))
        .forEach(source -> assertThat(Repository.file(source)).isDirectory());
  }

  @Test
  void grafanaHasNoDefaultPasswordAndNobodyWhoMayChangeThings() {
    assertThat(map(service("grafana").get("environment")))
        .containsEntry("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "true")
        .containsEntry("GF_AUTH_BASIC_ENABLED", "false")
        .containsEntry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer");
  }

  @Test
  void rabbitmqDoesNotStartWithoutAPassword() throws Exception {
    String command = list(service("rabbitmq").get("command")).get(2).toString();
    Process start =
        new ProcessBuilder("sh", "-c", command.replace("$$", "$"))
            .redirectErrorStream(true)
            .start();

    assertThat(new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("Set RABBITMQ_PASSWORD in .env");
    assertThat(start.waitFor()).isNotZero();
  }

  @Test
  void theKeyOfMetricsIsInNoRepositoryAndNoImage() {
    assertThat(map(map(FILE.get("secrets")).get("metrics-key")))
        .containsEntry("file", "./metrics-key");
    assertThat(Repository.text(".gitignore").lines()).contains("/metrics-key");
    assertThat(Repository.text(".dockerignore").lines()).contains("metrics-key");
  }

  @Test
  void everyServiceSaysWhetherItIsHealthy() {
    assertThat(services().keySet())
        .allMatch(name -> isHealthChecked(name) || "no".equals(service(name).get("restart")));
  }

  @Test
  void whatIsWaitedForIsWaitedForUntilItIsHealthy() {
    for (String name : services().keySet()) {
      for (Map.Entry<String, Object> needed : map(service(name).get("depends_on")).entrySet()) {
        assertThat(services()).containsKey(needed.getKey());
        assertThat(map(needed.getValue())).containsEntry("condition", "service_healthy");
      }
    }
  }

  @Test
  void everySettingOfAnApplicationIsOneItKnows() throws IOException {
    Set<String> known = new TreeSet<>(ConfigurationPage.variables().values());
    LibraryKeys.all().forEach(key -> known.add(ConfigurationPage.variable(key)));
    // Of the maps that these are entries of, the metadata have the names alone.
    Pattern entries =
        Pattern.compile(
            "MANAGEMENT_OTLP_TRACING_HEADERS_AUTHORIZATION"
                + "|CHASQUI_(SMS_GATEWAY|EMAIL_RELAY)_(MAIN|BACKUP)_[A-Z]+");
    for (String application : applications()) {
      assertThat(map(service(application).get("environment")).keySet())
          .as(application)
          .filteredOn(variable -> !entries.matcher(variable).matches())
          .isSubsetOf(known);
    }
  }

  /** In its volume, which asks for no key and where they do not write, or in the same bucket. */
  @Test
  void workersReadReportsWhereTheServerKeepsThem() {
    assertThat(service("scheduler-server")).containsEntry("volumes", List.of("reports:/data"));
    for (String worker : List.of("email-worker", "messaging-worker")) {
      assertThat(service(worker)).containsEntry("volumes", List.of("reports:/data:ro"));
      assertThat(storageOf(worker)).isEqualTo(storageOf("scheduler-server"));
    }
    // Compose leaves out what has no value: the volume is the default.
    assertThat(storageOf("scheduler-server")).containsEntry("CHASQUI_STORAGE_TYPE", null);
  }

  @Test
  void theStoreToTryIsStartedOnlyWhenAskedForAndTakesTheKeyOfTheApplications() {
    for (String service : List.of("minio", "minio-bucket")) {
      assertThat(service(service))
          .containsEntry("profiles", List.of("s3"))
          .containsEntry("read_only", true)
          .containsEntry("cap_drop", List.of("ALL"))
          .containsEntry("security_opt", List.of("no-new-privileges:true"))
          .containsKey("mem_limit");
    }
    assertThat(map(service("minio").get("environment")))
        .containsEntry("MINIO_ROOT_USER", "${CHASQUI_STORAGE_S3_ACCESSKEYID:-chasqui}")
        .containsEntry("MINIO_ROOT_PASSWORD", "${CHASQUI_STORAGE_S3_SECRETACCESSKEY:-}");
  }

  @Test
  void exampleNamesEveryVariableThatTheFileReads() {
    Set<String> read = new TreeSet<>();
    Matcher variable = VARIABLE.matcher(COMPOSE);
    while (variable.find()) {
      read.add(variable.group(1));
    }
    for (String application : applications()) {
      map(service(application).get("environment"))
          .forEach(
              (key, value) -> {
                if (value == null) {
                  read.add(key);
                }
              });
    }
    Set<String> named = new TreeSet<>(example().keySet());
    named.remove("COMPOSE_PROFILES");

    assertThat(named).isEqualTo(read);
  }

  @Test
  void exampleAsksForWhatHasNoDefaultAndGivesNoPasswordAway() {
    Set<String> required = new TreeSet<>();
    Matcher variable = VARIABLE.matcher(COMPOSE);
    while (variable.find()) {
      if (!variable.group(2).startsWith(":-")) {
        required.add(variable.group(1));
      }
    }
    Set<String> asked =
        Repository.text(".env.example")
            .lines()
            .filter(line -> line.matches("[A-Z].*"))
            .collect(Collectors.toSet());

    assertThat(asked)
        .isEqualTo(required.stream().map(name -> name + "=").collect(Collectors.toSet()));
  }

  @Test
  void startsWithoutABotToken() {
    assertThat(service("messaging-worker"))
        .containsEntry("profiles", List.of("telegram", "sms", "push", "webhook"));
    // A variable that must be set would stop Compose even where its service is left out.
    assertThat(map(service("messaging-worker").get("environment")))
        .containsEntry("CHASQUI_TELEGRAM_BOTTOKEN", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "rabbitmq"})
  void brokersAreStartedOnDemandOnly(String broker) {
    assertThat(service(broker))
        .containsEntry("profiles", List.of(broker))
        .containsEntry("security_opt", List.of("no-new-privileges:true"))
        .containsKeys("mem_limit", "restart");
  }

  @Test
  void applicationsAreNotTheDatabasesSuperuser() {
    Map<String, Object> database = map(service("postgres").get("environment"));

    for (String application : applications()) {
      assertThat(map(service(application).get("environment")))
          .containsEntry("SPRING_DATASOURCE_USERNAME", "chasqui")
          .containsEntry("SPRING_DATASOURCE_PASSWORD", database.get("CHASQUI_PASSWORD"));
    }
    assertThat(database).containsEntry("POSTGRES_USER", "postgres");
    assertThat(database.get("POSTGRES_PASSWORD")).isNotEqualTo(database.get("CHASQUI_PASSWORD"));
  }

  @Test
  void theDatabaseIsMadeWithTheRolesFirstAndTheirPasswordThen() {
    List<String> scripts =
        list(service("postgres").get("volumes")).stream()
            .map(Object::toString)
            .filter(volume -> volume.contains(":/docker-entrypoint-initdb.d/"))
            .toList();

    assertThat(scripts)
        .containsExactly(
            "./ops/database-roles.sql:/docker-entrypoint-initdb.d/1-database-roles.sql:ro",
            "./ops/database-password.sql:/docker-entrypoint-initdb.d/2-database-password.sql:ro");
    assertThat(Repository.file("ops/database-roles.sql")).exists();
    assertThat(Repository.text("ops/database-password.sql"))
        .contains("\\getenv password CHASQUI_PASSWORD");
  }

  private static Map<String, Object> storageOf(String application) {
    Map<String, Object> environment = new TreeMap<>(map(service(application).get("environment")));
    environment.keySet().removeIf(key -> !key.startsWith("CHASQUI_STORAGE_"));
    return environment;
  }

  private static List<String> applications() {
    return services().keySet().stream().filter(name -> service(name).containsKey("build")).toList();
  }

  /** An application's check is in its image, see {@link DockerfileTest}. */
  private static boolean isHealthChecked(String name) {
    return service(name).containsKey("build")
        || map(service(name).get("healthcheck")).containsKey("test");
  }

  /** The variables of .env.example, whether they are commented out or not. */
  private static Map<String, String> example() {
    Map<String, String> variables = new TreeMap<>();
    Matcher line =
        Pattern.compile("^#?([A-Z][A-Z0-9_]*)=(.*)$", Pattern.MULTILINE)
            .matcher(Repository.text(".env.example"));
    while (line.find()) {
      variables.put(line.group(1), line.group(2));
    }
    return variables;
  }

  private static Map<String, Object> services() {
    return map(FILE.get("services"));
  }

  private static Map<String, Object> service(String name) {
    return map(services().get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }
}
