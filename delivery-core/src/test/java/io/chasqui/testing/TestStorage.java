package io.chasqui.testing;

import io.chasqui.report.StorageSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Settings of a report storage. */
public final class TestStorage {

  private TestStorage() {}

  /**
   * @param inFlight memory for large reports
   */
  public static StorageSettings settings(DataSize inFlight, DataSize cacheSize) {
    return new StorageSettings(
        StorageSettings.Type.DIRECTORY,
        DataSize.ofMegabytes(20),
        inFlight,
        cacheSize,
        new StorageSettings.Directory(Path.of("unused")),
        new StorageSettings.Http(null, Duration.ofSeconds(30)));
  }
}
