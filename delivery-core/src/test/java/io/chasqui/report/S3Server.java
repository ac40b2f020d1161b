package io.chasqui.report;

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
final class S3Server implements AutoCloseable {

  static final String BUCKET = "reports";
  static final String KEY_ID = "CANARYKEYID";
  static final String SECRET = "canary/secret+key";

  private final TransientNio2BlobStore objects = new TransientNio2BlobStore();
  private final S3Proxy server;

  private S3Server() throws Exception {
    objects.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
    server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, SECRET)
            .build();
    server.start();
  }

  static S3Server start() throws Exception {
    return new S3Server();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  void remove(String key) {
    objects.removeBlob(DeleteObjectRequest.builder().bucket(BUCKET).key(key).build());
  }

  void removeAll() {
    keys().forEach(this::remove);
  }

  List<String> keys() {
    return objects.list(ListObjectsV2Request.builder().bucket(BUCKET).build()).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  HeadObjectResponse head(String key) {
    return objects.blobMetadata(HeadObjectRequest.builder().bucket(BUCKET).key(key).build());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
