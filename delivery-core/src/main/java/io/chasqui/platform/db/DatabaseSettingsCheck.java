package io.chasqui.platform.db;

import io.chasqui.platform.config.InvalidSetting;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.StringUtils;

/** Stops the start with a clear word when nobody has said where the database is. */
class DatabaseSettingsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final String KEY = "spring.datasource.url";
  private static final String MEND =
      "Set it to your PostgreSQL, e.g."
          + " SPRING_DATASOURCE_URL=jdbc:postgresql://localhost:5432/chasqui with"
          + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.";

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    String url = event.getEnvironment().getProperty(KEY);
    if (!StringUtils.hasText(url)) {
      throw new InvalidSetting(KEY, "is not set.", MEND);
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new InvalidSetting(KEY, "does not begin with jdbc:postgresql:.", MEND);
    }
  }
}
