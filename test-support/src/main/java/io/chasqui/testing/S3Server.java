package io.chasqui.testing;

import java.net.URI;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A server of the S3 protocol that checks signatures, with one bucket in memory. */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "reports";
  public static final String KEY_ID = "CANARYKEYID";
  public static final String SECRET = "canary/secret+key";

  private final TransientNio2BlobStore objects = new TransientNio2BlobStore();
  private final String bucket;
  private final S3Proxy server;

  private S3Server(String bucket, String keyId, String secret) throws Exception {
    this.bucket = bucket;
    objects.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
    server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, keyId, secret)
            .build();
    server.start();
  }

  public static S3Server start() throws Exception {
    return start(BUCKET, KEY_ID, SECRET);
  }

  /** With another bucket and another key. */
  public static S3Server start(String bucket, String keyId, String secret) throws Exception {
    return new S3Server(bucket, keyId, secret);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public void remove(String key) {
    objects.removeBlob(DeleteObjectRequest.builder().bucket(bucket).key(key).build());
  }

  public void removeAll() {
    keys().forEach(this::remove);
  }

  public List<String> keys() {
    return objects.list(ListObjectsV2Request.builder().bucket(bucket).build()).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  public HeadObjectResponse head(String key) {
    return objects.blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
