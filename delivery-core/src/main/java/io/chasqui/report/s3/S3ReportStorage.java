package io.chasqui.report.s3;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.DenialWarnings;
import io.chasqui.report.ReadCut;
import io.chasqui.report.RemovableReports;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAccessDenied;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.StorageAnswer.Unchanged;
import io.chasqui.report.StoredReport;
import io.chasqui.report.StrongEtag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps each report as an object {@code {prefix}{correlationId}} of one bucket. Nothing makes an
 * object public or gives out an address of it.
 */
final class S3ReportStorage implements ReportStorage, RemovableReports, AutoCloseable {

  private static final String PDF = "application/pdf";
  private static final int NOT_MODIFIED = 304;
  private static final int PRECONDITION_FAILED = 412;

  /** How the object's bytes are its content; some stores keep what an upload was wrapped in. */
  private static final Set<String> PLAIN = Set.of("", "identity", "aws-chunked");

  private final S3Client s3;
  private final Bucket bucket;
  private final DenialWarnings warnings = new DenialWarnings(System::nanoTime);

  S3ReportStorage(S3Client s3, Bucket bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public StorageAnswer open(CorrelationId id, @Nullable String knownVersion) throws IOException {
    return open(id, knownVersion, new ReadCut());
  }

  @Override
  public StorageAnswer open(CorrelationId id, @Nullable String knownVersion, ReadCut cut)
      throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(bucket.name()).key(bucket.key(id));
    if (knownVersion != null) {
      request.ifNoneMatch(StrongEtag.of(knownVersion));
    }
    return answer(
        () -> {
          try {
            return stored(GuardedSdkClient.cutBy(cut, () -> s3.getObject(request.build())));
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_MODIFIED && knownVersion != null) {
              return new Unchanged();
            }
            throw e;
          }
        });
  }

  /** The answer to HEAD says no more than 404, also where the bucket is missing. */
  @Override
  public StorageAnswer look(CorrelationId id) throws IOException {
    HeadObjectRequest request =
        HeadObjectRequest.builder().bucket(bucket.name()).key(bucket.key(id)).build();
    return answer(
        () -> {
          HeadObjectResponse head = s3.headObject(request);
          return new StoredReport(
              InputStream.nullInputStream(),
              size(head.contentLength()),
              StrongEtag.versionIn(head.eTag()));
        });
  }

  private StorageAnswer answer(Question question) throws IOException {
    try {
      return question.ask();
    } catch (S3Exception e) {
      if (S3Refusals.isNotThere(e)) {
        return new NotThere();
      }
      throw failure(e);
    } catch (SdkException e) {
      throw failure(e);
    } catch (Credentials.Missing e) {
      throw warned(S3Refusals.withoutCredentials());
    }
  }

  /** In one request: the store shows the whole object, or the one before it. */
  @Override
  public void put(CorrelationId id, InputStream content) throws IOException {
    try (SpooledReport report = SpooledReport.of(content)) {
      PutObjectRequest request =
          PutObjectRequest.builder()
              .bucket(bucket.name())
              .key(bucket.key(id))
              .contentType(PDF)
              .contentMD5(report.md5())
              .build();
      s3.putObject(request, RequestBody.fromFile(report.file()));
    } catch (SdkException e) {
      throw failure(e);
    } catch (Credentials.Missing e) {
      throw warned(S3Refusals.withoutCredentials());
    }
  }

  @Override
  public boolean setAside(CorrelationId id, Instant unchangedSince) throws IOException {
    return move(bucket.key(id), bucket.asideKey(id), unchangedSince);
  }

  @Override
  public void bringBack(CorrelationId id) throws IOException {
    if (look(id) instanceof NotThere) {
      move(bucket.asideKey(id), bucket.key(id), null);
    } else {
      remove(bucket.asideKey(id));
    }
  }

  @Override
  public void removeAside(CorrelationId id) throws IOException {
    remove(bucket.asideKey(id));
  }

  /**
   * In two requests: the protocol knows no other way. What breaks off in between leaves both.
   *
   * @return false when the object is newer; also without an object it has been moved
   */
  private boolean move(String from, String to, @Nullable Instant unchangedSince)
      throws IOException {
    try {
      s3.copyObject(
          request ->
              request
                  .sourceBucket(bucket.name())
                  .sourceKey(from)
                  .destinationBucket(bucket.name())
                  .destinationKey(to)
                  .copySourceIfUnmodifiedSince(unchangedSince));
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return false;
      }
      if (S3Refusals.isNotThere(e)) {
        return true;
      }
      throw failure(e);
    } catch (SdkException e) {
      throw failure(e);
    } catch (Credentials.Missing e) {
      throw warned(S3Refusals.withoutCredentials());
    }
    remove(from);
    return true;
  }

  private void remove(String key) throws IOException {
    try {
      s3.deleteObject(request -> request.bucket(bucket.name()).key(key));
    } catch (SdkException e) {
      throw failure(e);
    } catch (Credentials.Missing e) {
      throw warned(S3Refusals.withoutCredentials());
    }
  }

  @Override
  public void close() {
    s3.close();
  }

  private static StoredReport stored(ResponseInputStream<GetObjectResponse> object)
      throws IOException {
    GetObjectResponse head = object.response();
    String encoding = head.contentEncoding();
    if (encoding != null && !PLAIN.contains(encoding)) {
      object.abort();
      throw new IOException("the report storage holds the report encoded");
    }
    return new StoredReport(
        new ObjectStream(object), size(head.contentLength()), StrongEtag.versionIn(head.eTag()));
  }

  private static long size(@Nullable Long stated) {
    return stated == null ? -1 : stated;
  }

  /** What the store is asked. */
  @FunctionalInterface
  private interface Question {
    StorageAnswer ask() throws IOException;
  }

  private IOException failure(SdkException e) {
    IOException failure = S3Refusals.failure(e);
    return failure instanceof StorageAccessDenied denied ? warned(denied) : failure;
  }

  private StorageAccessDenied warned(StorageAccessDenied denied) {
    warnings.warn(denied);
    return denied;
  }
}
