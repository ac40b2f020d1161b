package io.chasqui.email.smtp;

import io.chasqui.worker.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** The connections of this process to each of the SMTP servers that mails may go to. */
final class SmtpRelays implements AutoCloseable {

  /** The one to be preferred first. */
  private final Map<Provider, SmtpConnectionPool> pools = new LinkedHashMap<>();

  /**
   * @param inOrder to servers that differ, the one to be preferred first
   */
  SmtpRelays(List<SmtpConnectionPool> inOrder) {
    inOrder.forEach(pool -> pools.put(pool.provider(), pool));
  }

  List<Provider> providers() {
    return List.copyOf(pools.keySet());
  }

  SmtpConnectionPool to(Provider provider) {
    return Objects.requireNonNull(pools.get(provider), provider::key);
  }

  /** Of all of them together. */
  int sum(ToIntFunction<SmtpConnectionPool> number) {
    return pools.values().stream().mapToInt(number).sum();
  }

  @Override
  public void close() {
    pools.values().forEach(SmtpConnectionPool::close);
  }
}
