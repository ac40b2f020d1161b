package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The files in ops/prometheus and ops/grafana. That the metrics they name exist is tested on the
 * real processes, in system-tests' EndToEndIT.
 */
class MonitoringFilesTest {

  private static final String RULES = "ops/prometheus/alerts.yml";

  @Test
  void everyAlertSaysWhatItIsHowBadItIsAndWhereToReadOn() {
    Set<String> sections = Page.of(Repository.file("docs/operations.md")).sections();
    assertThat(alerts()).hasSizeGreaterThan(10);
    for (Map<?, ?> alert : alerts()) {
      String name = alert.get("alert").toString();
      Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
      assertThat(annotations.get("summary")).as(name).asString().isNotBlank();
      assertThat(annotations.get("description")).as(name).asString().isNotBlank();
      assertThat(((Map<?, ?>) alert.get("labels")).get("severity")).isIn("critical", "warning");
      assertThat(annotations.get("runbook").toString()).startsWith("docs/operations.md#");
      assertThat(sections).contains(annotations.get("runbook").toString().split("#")[1]);
    }
  }

  @Test
  void criticalAlertsHaveTestsOfTheirOwn() {
    String tests = Repository.text("ops/prometheus/alerts-test.yml");
    for (Map<?, ?> alert : alerts()) {
      if (alert.get("labels").toString().contains("critical")) {
        assertThat(tests).contains("alertname: " + alert.get("alert"));
      }
    }
  }

  @Test
  void theScrapedServicesAreThoseOfCompose() {
    Map<String, Object> compose = new Yaml().load(Repository.text("docker-compose.yml"));
    Map<String, Object> prometheus =
        new Yaml().load(Repository.text("ops/prometheus/prometheus.yml"));
    Set<String> services = new TreeSet<>();
    ((Map<?, ?>) compose.get("services")).keySet().forEach(name -> services.add(name.toString()));
    for (Object job : (List<?>) prometheus.get("scrape_configs")) {
      assertThat(services).contains(((Map<?, ?>) job).get("job_name").toString());
    }
  }

  @Test
  void thePanelsOfTheDashboardAskTheDataSourceThatIsProvided() throws Exception {
    JsonNode dashboard =
        new ObjectMapper().readTree(Repository.text("ops/grafana/dashboards/chasqui.json"));
    String dataSource = Repository.text("ops/grafana/provisioning/datasources/prometheus.yml");
    List<String> ids = dashboard.path("panels").findValuesAsText("id");

    assertThat(dataSource).contains("uid: prometheus");
    assertThat(ids).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    assertThat(dashboard.findValues("datasource"))
        .allMatch(source -> source.path("uid").asText().equals("prometheus"));
  }

  /** .ci/run puts promtool on the path when it can. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check rules ops/prometheus/alerts.yml",
        "test rules ops/prometheus/alerts-test.yml",
        "check config --syntax-only ops/prometheus/prometheus.yml"
      })
  void promtoolApproves(String arguments) throws Exception {
    assumeTrue(isOnThePath("promtool"), "promtool is not installed");
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments.split(" ")));

    Process promtool =
        new ProcessBuilder(command)
            .directory(Repository.root().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(said).isZero();
  }

  private static boolean isOnThePath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> new File(folder, program).canExecute());
  }

  private static List<Map<?, ?>> alerts() {
    Map<String, Object> file = new Yaml().load(Repository.text(RULES));
    List<Map<?, ?>> alerts = new ArrayList<>();
    for (Object group : (List<?>) file.get("groups")) {
      ((List<?>) ((Map<?, ?>) group).get("rules")).forEach(rule -> alerts.add((Map<?, ?>) rule));
    }
    return alerts;
  }

  /** The anchors of a page's headings, as they are made of one word. */
}
