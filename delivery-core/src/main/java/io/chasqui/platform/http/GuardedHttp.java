package io.chasqui.platform.http;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.trace.Traces;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Hands out HTTP clients that connect to public addresses and to {@code
 * chasqui.http.allowed-networks}, and fail with {@link AddressRefused} elsewhere, however the
 * address was come by: what is checked is the address that is dialled. They follow no redirect, use
 * no proxy, repeat no request by themselves, and ask for answers that are not compressed. Each has
 * connections of its own: one that was opened under another client's rules is not used again.
 */
public final class GuardedHttp {

  private final List<Subnet> allowed;
  private final Dns dns;
  private final TracedCalls tracedCalls;
  private final OutsideUrls urls;

  /**
   * @throws InvalidSetting when a network cannot be read
   */
  public GuardedHttp(HttpSettings settings, Dns dns, Traces traces) {
    this.allowed = settings.requiredNetworks();
    this.dns = dns;
    this.tracedCalls = new TracedCalls(traces);
    this.urls = new OutsideUrls(allowed);
  }

  /**
   * A client for addresses that others name. It asks for nothing of a name that has any address in
   * a network that nobody allowed, and without TLS for nothing outside of {@code
   * chasqui.http.allowed-networks}.
   *
   * @param timeout for one whole request, its answer's body included
   */
  public OkHttpClient.Builder client(Duration timeout) {
    AddressGuard guard = new AddressGuard(allowed);
    return client(guard, timeout)
        .dns(new GuardedDns(dns, guard))
        .addNetworkInterceptor(new OwnNetworksOnly(guard));
  }

  /**
   * What keeps us from sending to an address that others name, as far as it can be seen without a
   * look-up; where a name leads is seen when it is dialled.
   *
   * @return empty: it may be stored, and sent to by a {@link #client}
   */
  public Optional<UrlFault> faultOf(String url) {
    return urls.faultOf(url);
  }

  /**
   * A client for the one address that a setting names. If that is an IP address or {@code
   * localhost}, it may be connected to wherever it is; a name may not, because who answers for it
   * could point it anywhere.
   *
   * @param key the setting
   * @param address http or https
   * @param timeout for one whole request, its answer's body included
   * @throws InvalidSetting when the name leads to nothing but addresses that are refused. A name
   *     that leads nowhere may do so later.
   */
  public OkHttpClient.Builder clientFor(String key, URI address, Duration timeout) {
    String host = Objects.requireNonNull(HttpUrl.get(address), "an http(s) address").host();
    List<Subnet> meant = OutsideUrls.meantBy(host);
    AddressGuard guard = new AddressGuard(Stream.concat(allowed.stream(), meant.stream()).toList());
    if (meant.isEmpty()) {
      requireOneAllowed(key, host, guard);
    }
    return client(guard, timeout);
  }

  private OkHttpClient.Builder client(AddressGuard guard, Duration timeout) {
    return new OkHttpClient.Builder()
        .socketFactory(new PromptSockets(new GuardedSocketFactory(guard)))
        .dns(dns)
        .proxy(Proxy.NO_PROXY)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .addInterceptor(tracedCalls)
        // Or OkHttp would ask for gzip, and a few bytes of it may become any number in memory.
        .addInterceptor(
            chain ->
                chain.proceed(
                    chain.request().newBuilder().header("Accept-Encoding", "identity").build()))
        .callTimeout(timeout)
        .connectTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout);
  }

  private void requireOneAllowed(String key, String host, AddressGuard guard) {
    List<InetAddress> found = lookup(host);
    if (found.isEmpty() || found.stream().anyMatch(guard::allows)) {
      return;
    }
    String address = found.get(0).getHostAddress();
    throw new InvalidSetting(
        key,
        "names " + host + ", which is " + address + ", in a private or reserved network.",
        "Add "
            + address
            + ", or its network, to "
            + HttpSettings.ALLOWED_NETWORKS
            + " if it is yours; or name another address in "
            + key
            + ".");
  }

  private List<InetAddress> lookup(String host) {
    try {
      return dns.lookup(host);
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
