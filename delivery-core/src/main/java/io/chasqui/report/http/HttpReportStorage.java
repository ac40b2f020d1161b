package io.chasqui.report.http;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.BearerToken;
import io.chasqui.report.DenialWarnings;
import io.chasqui.report.ReadCut;
import io.chasqui.report.ReadOnlyStorage;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAccessDenied;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.StorageAnswer.Unchanged;
import io.chasqui.report.StoredReport;
import io.chasqui.report.StrongEtag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reports behind a service that answers {@code GET {base}/{correlationId}} with the PDF, or 404
 * when it is not there yet; with an ETag, if a report is not to be read again for each recipient. A
 * report is stored by PUT to the same address, where the service allows it.
 */
final class HttpReportStorage implements ReportStorage {

  private static final MediaType PDF = MediaType.get("application/pdf");
  private static final Set<Integer> PUT_NOT_OFFERED = Set.of(404, 405, 501);

  private final HttpUrl base;
  private final @Nullable BearerToken token;
  private final OkHttpClient http;
  private final DenialWarnings warnings = new DenialWarnings(System::nanoTime);

  /**
   * @param base http or https
   * @param http a guarded client; it follows no redirect, which would take the token elsewhere
   */
  HttpReportStorage(URI base, @Nullable BearerToken token, OkHttpClient http) {
    this.base = Objects.requireNonNull(HttpUrl.get(base), "an http(s) address");
    this.token = token;
    this.http = http;
  }

  @Override
  public StorageAnswer open(CorrelationId id, @Nullable String knownVersion) throws IOException {
    return open(id, knownVersion, new ReadCut());
  }

  @Override
  public StorageAnswer open(CorrelationId id, @Nullable String knownVersion, ReadCut cut)
      throws IOException {
    Request.Builder request = request(id);
    if (knownVersion != null) {
      request.header("If-None-Match", StrongEtag.of(knownVersion));
    }
    Call call = http.newCall(request.build());
    cut.onCut(call::cancel);
    Response response = call.execute();
    if (response.isSuccessful() && !isEncoded(response)) {
      return new StoredReport(
          response.body().byteStream(), response.body().contentLength(), version(response));
    }
    try (response) {
      if (response.isSuccessful()) {
        throw new IOException("the report storage sent the report encoded, as it was not asked to");
      }
      if (response.code() == 404) {
        return new NotThere();
      }
      if (response.code() == 304 && knownVersion != null) {
        return new Unchanged();
      }
      throw failure(response);
    }
  }

  @Override
  public void put(CorrelationId id, InputStream content) throws IOException {
    try (Response response = http.newCall(request(id).put(new Body(content)).build()).execute()) {
      if (PUT_NOT_OFFERED.contains(response.code())) {
        throw new ReadOnlyStorage("the report storage answered " + response.code() + " to PUT");
      }
      if (!response.isSuccessful()) {
        throw failure(response);
      }
    }
  }

  private IOException failure(Response response) {
    int status = response.code();
    if (status == 401 || status == 403) {
      StorageAccessDenied denied =
          new StorageAccessDenied(
              "the report storage answered "
                  + status
                  + ": check chasqui.storage.http.bearer-token");
      warnings.warn(denied);
      return denied;
    }
    return new IOException("the report storage answered " + status);
  }

  /** A few encoded bytes may become any number in memory. */
  private static boolean isEncoded(Response response) {
    return !response.header("Content-Encoding", "identity").equalsIgnoreCase("identity");
  }

  private static @Nullable String version(Response response) {
    return isJustChanged(response.headers()) ? null : StrongEtag.versionIn(response.header("ETag"));
  }

  /** Some servers make the ETag of the size and the seconds of the last modification. */
  private static boolean isJustChanged(Headers headers) {
    Instant modified = headers.getInstant("Last-Modified");
    Instant now = headers.getInstant("Date");
    return modified != null && now != null && modified.isAfter(now.minusSeconds(2));
  }

  private Request.Builder request(CorrelationId id) {
    Request.Builder request =
        new Request.Builder().url(base.newBuilder().addPathSegment(id.value()).build());
    return token == null ? request : request.header("Authorization", token.authorization());
  }

  /** A body that can be sent once. */
  private static final class Body extends RequestBody {

    private final InputStream content;

    Body(InputStream content) {
      this.content = content;
    }

    @Override
    public MediaType contentType() {
      return PDF;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      try (Source source = Okio.source(content)) {
        sink.writeAll(source);
      }
    }
  }
}
