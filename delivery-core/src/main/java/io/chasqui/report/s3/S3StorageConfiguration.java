package io.chasqui.report.s3;

import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.report.StorageKind;
import io.chasqui.report.StorageSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A bucket as a storage of reports. */
@AutoConfiguration
class S3StorageConfiguration {

  @Bean
  StorageKind s3Storage(StorageSettings settings, GuardedHttp guarded) {
    return new StorageKind(StorageSettings.Type.S3, () -> S3Storages.of(settings.s3(), guarded));
  }
}
