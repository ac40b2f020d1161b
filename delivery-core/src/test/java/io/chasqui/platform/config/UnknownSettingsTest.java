package io.chasqui.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.http.HttpSettings;
import io.chasqui.report.StorageSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingsTest {

  @ConfigurationProperties("chasqui.email")
  record Mail(
      String host,
      List<Person> people,
      Map<String, String> headers,
      List<String> to,
      Map<String, Person> relay) {

    record Person(String firstName) {}
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chasqui.storage.s3.path-style",
        "chasqui.storage.s3.pathStyle",
        "chasqui.storage.s3.path_style",
        "CHASQUI.STORAGE.TYPE",
        "chasqui.storage.directory.path",
        "chasqui.http.allowed-networks",
        "chasqui.http.allowed-networks[3]",
        "chasqui.email.people[0].first-name",
        "chasqui.email.headers.X-Any.Thing",
        "chasqui.email.headers[X Any]",
        "chasqui.email.to",
        "chasqui.email.relay.one-of-them.first-name",
        // Of other applications, which look at them.
        "chasqui.telegram.bot-tokn",
        "chasqui.contact.recipients",
        // Not ours.
        "server.prot",
        "chasquid.host"
      })
  void takesWhatThereIsAndWhatIsOthers(String key) {
    look(file(key));
  }

  @ParameterizedTest
  @CsvSource({
    "chasqui.storage.typ,                 ' is unknown; did you mean chasqui.storage.type?'",
    "chasqui.storge.type,                 ' is unknown; did you mean chasqui.storage.type?'",
    "chasqui.storage.s3.pathstile,        ' is unknown; did you mean"
        + " chasqui.storage.s3.path-style?'",
    "chasqui.storage.s3.path.style,       ' is unknown; did you mean"
        + " chasqui.storage.s3.path-style?'",
    "chasqui.storage.type[0],             ' is unknown; did you mean chasqui.storage.type?'",
    "chasqui.email.people.first-name,     ' is unknown; did you mean"
        + " chasqui.email.people[0].first-name?'",
    "chasqui.email.relay.main.first-nam,  ' is unknown; did you mean"
        + " chasqui.email.relay.<name>.first-name?'",
    "chasqui.email.frobnication,          ' is unknown.'",
    "chasqui.url,                         ' is unknown.'"
  })
  void refusesWhatThereIsNot(String key, String problem) {
    assertThatThrownBy(() -> look(file(key)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(key + problem);
  }

  @Test
  void whatOthersWriteIntoTheEnvironmentIsNoFault(CapturedOutput output) {
    look(
        environment(
            "CHASQUI_PORT_8080_TCP_ADDR",
            "CHASQUI_SERVICE_HOST",
            "CHASQUI_KEY",
            "CHASQUI_URL",
            "CHASQUI_STORAGE_S3_PATHSTYLE",
            "CHASQUI_STORAGE_S3_PATH_STYLE",
            "CHASQUI_HTTP_ALLOWEDNETWORKS_0",
            "CHASQUI_EMAIL_PEOPLE_0_FIRSTNAME",
            "CHASQUI_EMAIL_HEADERS_SASL_MECHANISM",
            "CHASQUI_TELEGRAM_BOTTOKN",
            "SERVER_PROT"));

    assertThat(output).doesNotContain("sets nothing");
  }

  @Test
  void whatIsAlmostAKeyIsToldOf(CapturedOutput output) {
    look(environment("CHASQUI_STORAGE_S3_PATHSTILE", "CHASQUI_STORGE_TYPE"));
    look(new MapPropertySource("systemProperties", Map.of("chasqui.storage.typ", "s3")));

    assertThat(output)
        .contains(
            "CHASQUI_STORAGE_S3_PATHSTILE sets nothing; if CHASQUI_STORAGE_S3_PATHSTYLE is meant,")
        .contains("CHASQUI_STORGE_TYPE sets nothing; if CHASQUI_STORAGE_TYPE is meant,")
        .contains("chasqui.storage.typ sets nothing; if chasqui.storage.type is meant,");
  }

  private static PropertySource<?> file(String key) {
    return new MapPropertySource("application.yml", Map.of(key, "a value"));
  }

  private static PropertySource<?> environment(String... names) {
    Map<String, Object> variables = new TreeMap<>();
    for (String name : names) {
      variables.put(name, "a value");
    }
    return new SystemEnvironmentPropertySource("systemEnvironment", variables);
  }

  private static void look(PropertySource<?> source) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().stream()
        .toList()
        .forEach(known -> environment.getPropertySources().remove(known.getName()));
    environment.getPropertySources().addFirst(source);
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    for (Class<?> settings : List.of(StorageSettings.class, HttpSettings.class, Mail.class)) {
      beans.registerBeanDefinition(settings.getName(), new RootBeanDefinition(settings));
    }
    new UnknownSettings(environment).postProcessBeanFactory(beans);
  }
}
