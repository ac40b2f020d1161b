package io.chasqui.report;

import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.HttpSettings;
import io.chasqui.platform.trace.Traces;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import okhttp3.Dns;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application that has a storage of reports, as its settings make it. */
public final class StorageContext {

  private StorageContext() {}

  /**
   * One where every name leads to this machine.
   *
   * @param kind what registers the kind of storage
   * @param allowedNetworks into which a name may lead
   */
  public static ApplicationContextRunner of(Class<?> kind, List<String> allowedNetworks) {
    return new ApplicationContextRunner()
        .withUserConfiguration(ReportConfiguration.class, kind)
        .withBean(Clock.class, Clock::systemUTC)
        .withBean(
            GuardedHttp.class,
            () ->
                new GuardedHttp(new HttpSettings(allowedNetworks), leadsHere(), Traces.carried()));
  }

  private static Dns leadsHere() {
    return name -> List.of(InetAddress.getByName("127.0.0.1"));
  }
}
