package io.chasqui.report.s3;

import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.HttpSettings;
import io.chasqui.platform.trace.Traces;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.SecretAccessKey;
import io.chasqui.report.StorageSettings;
import io.chasqui.testing.S3Server;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;

/** S3 storages of tests. */
public final class TestS3 {

  private TestS3() {}

  /** One to be {@linkplain #close closed}. */
  public static ReportStorage storage(URI endpoint, Duration timeout) {
    return of(endpoint, timeout);
  }

  /** One to be {@linkplain #close closed}. */
  public static ReportStorage storage(StorageSettings.S3 settings) {
    return of(settings);
  }

  public static void close(ReportStorage storage) {
    ((S3ReportStorage) storage).close();
  }

  static S3ReportStorage of(URI endpoint, Duration timeout) {
    return of(settings(endpoint, S3Server.BUCKET, "", S3Server.SECRET, timeout));
  }

  static S3ReportStorage of(StorageSettings.S3 settings) {
    return S3Storages.of(
        settings, new GuardedHttp(new HttpSettings(List.of()), Dns.SYSTEM, Traces.carried()));
  }

  static StorageSettings.S3 settings(
      URI endpoint, String bucket, String prefix, String secret, Duration timeout) {
    return new StorageSettings.S3(
        bucket,
        "us-east-1",
        endpoint,
        null,
        prefix,
        S3Server.KEY_ID,
        SecretAccessKey.valueOf(secret),
        timeout);
  }
}
