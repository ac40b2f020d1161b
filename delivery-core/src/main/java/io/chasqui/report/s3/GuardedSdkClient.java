package io.chasqui.report.s3;

import io.chasqui.report.ReadCut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Lets the AWS SDK use a guarded client, with its rules and time-outs, instead of one of its own.
 */
final class GuardedSdkClient implements SdkHttpClient {

  /** Of an answer that is no success; the SDK takes it into memory whole. */
  private static final long MAX_ERROR_BYTES = 64 * 1024;

  /** The SDK makes its requests in the thread that asks it. */
  private static final ThreadLocal<ReadCut> CUT = new ThreadLocal<>();

  private final OkHttpClient http;

  GuardedSdkClient(OkHttpClient http) {
    this.http = http;
  }

  /** Asks the SDK for something; the cut breaks off its requests, and reading their answers. */
  static <T> T cutBy(ReadCut cut, Supplier<T> question) {
    CUT.set(cut);
    try {
      return question.get();
    } finally {
      CUT.remove();
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    Call call = http.newCall(okHttpRequest(request));
    ReadCut cut = CUT.get();
    if (cut != null) {
      cut.onCut(call::cancel);
    }
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return sdkResponse(call, call.execute());
      }

      @Override
      public void abort() {
        call.cancel();
      }
    };
  }

  @Override
  public String clientName() {
    return "OkHttp";
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
  }

  private static Request okHttpRequest(HttpExecuteRequest request) {
    SdkHttpRequest http = request.httpRequest();
    Request.Builder builder = new Request.Builder().url(http.getUri().toString());
    http.forEachHeader((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
    return builder
        .method(
            http.method().name(),
            request
                .contentStreamProvider()
                .<RequestBody>map(content -> new SdkBody(content, SdkBody.length(http)))
                .orElseGet(() -> empty(http.method())))
        .build();
  }

  /** OkHttp wants a body where one is usual; a copy is asked for without. */
  private static @Nullable RequestBody empty(SdkHttpMethod method) {
    return method == SdkHttpMethod.PUT || method == SdkHttpMethod.POST ? RequestBody.EMPTY : null;
  }

  private static HttpExecuteResponse sdkResponse(Call call, Response response) throws IOException {
    SdkHttpFullResponse.Builder head =
        SdkHttpFullResponse.builder().statusCode(response.code()).statusText(response.message());
    response.headers().forEach(header -> head.appendHeader(header.getFirst(), header.getSecond()));
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(AbortableInputStream.create(content(response), call::cancel))
        .build();
  }

  private static InputStream content(Response response) throws IOException {
    if (response.isSuccessful()) {
      return response.body().byteStream();
    }
    try (response) {
      return new ByteArrayInputStream(response.peekBody(MAX_ERROR_BYTES).bytes());
    }
  }
}
