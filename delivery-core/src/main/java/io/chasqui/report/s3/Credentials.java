package io.chasqui.report.s3;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.SecretAccessKey;
import io.chasqui.report.StorageSettings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whose name requests are signed in. */
final class Credentials {

  static final String ID_KEY = "chasqui.storage.s3.access-key-id";
  static final String SECRET_KEY = "chasqui.storage.s3.secret-access-key";

  /** It is sent in a header, between a "=" and a "/". */
  private static final Pattern ID = Pattern.compile("[!-~&&[^/,=]]{1,128}");

  private Credentials() {}

  /**
   * Those of the settings; without any, what the SDK finds: environment, files, and the role of the
   * container or machine.
   *
   * @throws InvalidSetting when there is one without the other, or one that cannot be; names the
   *     key, never the value
   */
  static AwsCredentialsProvider of(StorageSettings.S3 settings) {
    String id = settings.accessKeyId() == null ? "" : settings.accessKeyId().strip();
    SecretAccessKey secret = settings.secretAccessKey();
    if (id.isEmpty() && isMissing(secret)) {
      AwsCredentialsProvider found = DefaultCredentialsProvider.builder().build();
      return () -> resolved(found);
    }
    if (id.isEmpty() || secret == null || secret.isEmpty()) {
      throw new InvalidSetting(
          id.isEmpty() ? ID_KEY : SECRET_KEY,
          "is not set, and " + (id.isEmpty() ? SECRET_KEY : ID_KEY) + " is.",
          "Set both, or neither: then the AWS SDK looks for credentials in its own places.");
    }
    if (!ID.matcher(id).matches()) {
      throw new InvalidSetting(
          ID_KEY,
          "is not the id of an access key.",
          "It has up to 128 visible ASCII characters without / , and =; the secret goes into "
              + SECRET_KEY
              + ".");
    }
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret.reveal()));
  }

  private static AwsCredentials resolved(AwsCredentialsProvider provider) {
    try {
      return provider.resolveCredentials();
    } catch (SdkClientException e) {
      throw new Missing(e);
    }
  }

  private static boolean isMissing(@Nullable SecretAccessKey secret) {
    return secret == null || secret.isEmpty();
  }

  /** The settings have none, and the SDK finds none. */
  static final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Missing(SdkClientException cause) {
      super("no credentials", cause);
    }
  }
}
