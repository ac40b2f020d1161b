package io.chasqui.report.http;

import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageKind;
import io.chasqui.report.StorageSettings;
import java.net.URI;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service as a storage of reports. */
@AutoConfiguration
class HttpStorageConfiguration {

  private static final Logger log = LoggerFactory.getLogger(HttpStorageConfiguration.class);

  @Bean
  StorageKind httpStorage(StorageSettings settings, GuardedHttp guarded) {
    return new StorageKind(StorageSettings.Type.HTTP, () -> storage(settings.http(), guarded));
  }

  private static ReportStorage storage(StorageSettings.Http settings, GuardedHttp guarded) {
    URI base = settings.requiredBaseUrl();
    OkHttpClient client =
        guarded.clientFor(StorageSettings.BASE_URL_KEY, base, settings.timeout()).build();
    log.info(
        "Reports are kept behind {}://{}{}", base.getScheme(), base.getAuthority(), base.getPath());
    return new HttpReportStorage(base, settings.checkedToken(), client);
  }
}
