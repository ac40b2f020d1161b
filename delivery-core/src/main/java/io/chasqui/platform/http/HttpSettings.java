package io.chasqui.platform.http;

import io.chasqui.platform.config.InvalidSetting;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far HTTP requests of ours may go.
 *
 * @param allowedNetworks private or reserved networks and addresses that may be connected to all
 *     the same, with commas between: {@code 10.1.0.0/16,fd00::/8,192.168.1.5}; none by default
 */
@ConfigurationProperties("chasqui.http")
public record HttpSettings(@DefaultValue List<String> allowedNetworks) {

  static final String ALLOWED_NETWORKS = "chasqui.http.allowed-networks";

  /**
   * The networks, checked.
   *
   * @throws InvalidSetting when one of them is none
   */
  List<Subnet> requiredNetworks() {
    return allowedNetworks.stream().map(String::strip).map(HttpSettings::network).toList();
  }

  private static Subnet network(String text) {
    try {
      return Subnet.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(
          ALLOWED_NETWORKS,
          "holds '" + text + "', which " + e.getMessage() + ".",
          "Name networks and addresses, with commas between them:"
              + " 10.1.0.0/16,fd00::/8,192.168.1.5");
    }
  }
}
