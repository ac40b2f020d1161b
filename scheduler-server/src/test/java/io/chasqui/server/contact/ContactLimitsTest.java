package io.chasqui.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactLimitsTest {

  @Test
  void addressesOfOneIpv6NetworkCountAsOne() {
    assertThat(ContactLimits.network("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(ContactLimits.network("2001:db8:1:2::9"))
        .isNotEqualTo(ContactLimits.network("2001:db8:1:3::9"));
  }

  @Test
  void othersCountAsTheyAre() {
    assertThat(ContactLimits.network("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(ContactLimits.network("192.0.2.1:4711")).isEqualTo("192.0.2.1:4711");
    assertThat(ContactLimits.network("no:address")).isEqualTo("no:address");
  }
}
