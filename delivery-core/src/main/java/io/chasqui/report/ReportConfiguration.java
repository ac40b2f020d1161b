package io.chasqui.report;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.report.directory.DirectoryReportStorage;
import io.chasqui.report.http.HttpReportStorage;
import io.chasqui.report.s3.S3Storages;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(StorageSettings.class)
class ReportConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ReportConfiguration.class);

  @Bean
  ReportStorage reportStorage(StorageSettings settings, Clock clock, GuardedHttp guarded) {
    return switch (settings.type()) {
      case DIRECTORY -> directory(settings.directory(), clock);
      case HTTP -> http(settings.http(), guarded);
      case S3 -> S3Storages.of(settings.s3(), guarded);
    };
  }

  private static ReportStorage directory(StorageSettings.Directory settings, Clock clock) {
    try {
      log.info("Reports are kept in the directory {}", settings.path().toAbsolutePath());
      return new DirectoryReportStorage(settings.path(), clock);
    } catch (IOException e) {
      throw new InvalidSetting(
          "chasqui.storage.directory.path",
          "cannot be used: " + e,
          "Name a directory that exists, or one this process may create.");
    }
  }

  private static ReportStorage http(StorageSettings.Http settings, GuardedHttp guarded) {
    URI base = settings.requiredBaseUrl();
    OkHttpClient client =
        guarded.clientFor(StorageSettings.BASE_URL_KEY, base, settings.timeout()).build();
    log.info(
        "Reports are kept behind {}://{}{}", base.getScheme(), base.getAuthority(), base.getPath());
    return new HttpReportStorage(base, settings.checkedToken(), client);
  }
}
