package io.chasqui.testing;

import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.HttpSettings;
import io.chasqui.platform.trace.Traces;
import io.chasqui.report.StorageSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.springframework.util.unit.DataSize;

/** Settings of a report storage. */
public final class TestStorage {

  private TestStorage() {}

  /** A client for the HTTP storage at an address. */
  public static OkHttpClient client(URI base, Duration timeout) {
    return new GuardedHttp(new HttpSettings(List.of()), Dns.SYSTEM, Traces.carried())
        .clientFor("chasqui.storage.http.base-url", base, timeout)
        .build();
  }

  /**
   * @param inFlight memory for large reports
   */
  public static StorageSettings settings(DataSize inFlight, DataSize cacheSize) {
    return settings(inFlight, cacheSize, Duration.ofSeconds(30));
  }

  /** The same, with another time for reading a report. */
  public static StorageSettings settings(
      DataSize inFlight, DataSize cacheSize, Duration readTimeout) {
    return new StorageSettings(
        StorageSettings.Type.DIRECTORY,
        DataSize.ofMegabytes(20),
        inFlight,
        cacheSize,
        readTimeout,
        new StorageSettings.Directory(Path.of("unused")),
        new StorageSettings.Http(null, Duration.ofSeconds(30), null),
        new StorageSettings.S3(
            null, "us-east-1", null, null, "", null, null, Duration.ofSeconds(30)));
  }
}
