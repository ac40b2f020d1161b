package io.chasqui.report.directory;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageKind;
import io.chasqui.report.StorageSettings;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A directory as a storage of reports. */
@AutoConfiguration
class DirectoryStorageConfiguration {

  private static final Logger log = LoggerFactory.getLogger(DirectoryStorageConfiguration.class);

  @Bean
  StorageKind directoryStorage(StorageSettings settings, Clock clock) {
    return new StorageKind(
        StorageSettings.Type.DIRECTORY, () -> storage(settings.directory(), clock));
  }

  private static ReportStorage storage(StorageSettings.Directory settings, Clock clock) {
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
}
