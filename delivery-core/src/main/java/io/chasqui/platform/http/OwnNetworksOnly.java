package io.chasqui.platform.http;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets requests without TLS go to the networks that somebody allowed, and nowhere else: what they
 * say can be read, and changed, by whoever is on the way. Looked at when the connection is there,
 * before anything is written.
 */
final class OwnNetworksOnly implements Interceptor {

  private final AddressGuard guard;

  OwnNetworksOnly(AddressGuard guard) {
    this.guard = guard;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!chain.request().isHttps()) {
      var route = Objects.requireNonNull(chain.connection(), "it is connected").route();
      if (!guard.isAllowed(route.socketAddress().getAddress())) {
        throw AddressRefused.withoutTls();
      }
    }
    return chain.proceed(chain.request());
  }
}
