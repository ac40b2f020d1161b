package io.chasqui.report.s3;

import io.chasqui.report.StorageAccessDenied;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What it means when the store does not do what it was asked to. */
final class S3Refusals {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,64}");

  private static final Set<String> WRONG_PLACE =
      Set.of(
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "PermanentRedirect",
          "TemporaryRedirect");
  private static final Set<String> WRONG_KEY =
      Set.of("ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch");
  private static final Set<String> WRONG_BUCKET = Set.of("InvalidBucketName", "NoSuchBucket");

  private S3Refusals() {}

  /** Whether the store has no such object; a bucket that is missing is another matter. */
  static boolean isNotThere(S3Exception refusal) {
    return refusal.statusCode() == 404 && !WRONG_BUCKET.contains(code(refusal));
  }

  /** Nothing can be asked for without credentials. */
  static StorageAccessDenied withoutCredentials() {
    return new StorageAccessDenied(
        "no credentials for the report storage are found: set "
            + Credentials.ID_KEY
            + " and "
            + Credentials.SECRET_KEY
            + ", or see docs/s3.md for other places");
  }

  /**
   * What goes wrong for every report until somebody mends it is {@link StorageAccessDenied}. A
   * store that cannot be reached is told by the connection's own exception: its kind says why.
   */
  static IOException failure(SdkException failure) {
    if (!(failure instanceof S3Exception refusal)) {
      return failure.getCause() instanceof IOException connection
          ? connection
          : new IOException("the report storage cannot be reached", failure);
    }
    String said = said(refusal);
    String mend = mend(refusal.statusCode(), code(refusal));
    return mend.isEmpty()
        ? new IOException(said, failure)
        : new StorageAccessDenied(said + ": check " + mend);
  }

  private static String mend(int status, String code) {
    if (WRONG_BUCKET.contains(code)) {
      return Bucket.NAME_KEY;
    }
    if (status == 301 || status == 307 || WRONG_PLACE.contains(code)) {
      return Bucket.REGION_KEY + " and " + Bucket.ENDPOINT_KEY;
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return "this machine's clock";
    }
    if (WRONG_KEY.contains(code)) {
      return Credentials.ID_KEY + " and " + Credentials.SECRET_KEY;
    }
    return status == 401 || status == 403
        ? Credentials.ID_KEY + ", and what it may do with the bucket (docs/s3.md)"
        : "";
  }

  private static String said(S3Exception refusal) {
    return ("the report storage answered " + refusal.statusCode() + " " + code(refusal)).strip();
  }

  /** The store's own word for it, if it is one. */
  private static String code(S3Exception refusal) {
    AwsErrorDetails details = refusal.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code != null && CODE.matcher(code).matches() ? code : "";
  }
}
