package io.chasqui.report.s3;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.report.StorageSettings;
import java.net.URI;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the S3 storage that the settings describe. */
final class S3Storages {

  private static final Logger log = LoggerFactory.getLogger(S3Storages.class);

  private S3Storages() {}

  /**
   * The storage; the store is not asked anything yet.
   *
   * @throws InvalidSetting when a setting cannot be; names the key, never a secret
   */
  static S3ReportStorage of(StorageSettings.S3 settings, GuardedHttp guarded) {
    Bucket bucket = Bucket.of(settings);
    AwsCredentialsProvider credentials = Credentials.of(settings);
    String key = bucket.endpoint() == null ? Bucket.REGION_KEY : Bucket.ENDPOINT_KEY;
    OkHttpClient http =
        guarded
            .clientFor(key, bucket.address(), settings.timeout())
            // As the SDK's own clients of this kind; stores are tried with nothing else.
            .protocols(List.of(Protocol.HTTP_1_1))
            .build();
    log.info("Reports are kept in the bucket {} at {}", bucket.name(), bucket.address());
    return new S3ReportStorage(
        client(bucket, http).credentialsProvider(credentials).build(), bucket);
  }

  private static S3ClientBuilder client(Bucket bucket, OkHttpClient http) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(defaults -> new GuardedSdkClient(http))
            .region(Region.of(bucket.region()))
            .forcePathStyle(bucket.pathStyle())
            // Stores that are older than these checksums refuse requests that carry them.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // A body signed as a whole, and sent without being asked for: every store knows that.
            .serviceConfiguration(
                s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
            .overrideConfiguration(sdk -> sdk.retryStrategy(retries()));
    URI endpoint = bucket.endpoint();
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }

  private static StandardRetryStrategy retries() {
    BackoffStrategy pause = BackoffStrategy.fixedDelay(StorageSettings.S3.RETRY_PAUSE);
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(StorageSettings.S3.MAX_REQUESTS)
        .backoffStrategy(pause)
        .throttlingBackoffStrategy(pause)
        .build();
  }
}
