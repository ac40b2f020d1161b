package io.chasqui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private final AddressGuard guard = new AddressGuard(List.of());

  /** Each range with its first and last address, and the neighbours that are public. */
  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        // first, last, the one before, the one after
        "0.0.0.0,         0.255.255.255,   -,               1.0.0.0",
        "10.0.0.0,        10.255.255.255,  9.255.255.255,   11.0.0.0",
        "100.64.0.0,      100.127.255.255, 100.63.255.255,  100.128.0.0",
        "127.0.0.0,       127.255.255.255, 126.255.255.255, 128.0.0.0",
        "169.254.0.0,     169.254.255.255, 169.253.255.255, 169.255.0.0",
        "172.16.0.0,      172.31.255.255,  172.15.255.255,  172.32.0.0",
        "192.0.0.0,       192.0.0.255,     191.255.255.255, 192.0.1.0",
        "192.0.2.0,       192.0.2.255,     192.0.1.255,     192.0.3.0",
        "192.88.99.0,     192.88.99.255,   192.88.98.255,   192.88.100.0",
        "192.168.0.0,     192.168.255.255, 192.167.255.255, 192.169.0.0",
        "198.18.0.0,      198.19.255.255,  198.17.255.255,  198.20.0.0",
        "198.51.100.0,    198.51.100.255,  198.51.99.255,   198.51.101.0",
        "203.0.113.0,     203.0.113.255,   203.0.112.255,   203.0.114.0",
        "224.0.0.0,       239.255.255.255, 223.255.255.255, -",
        "240.0.0.0,       255.255.255.255, -,               -",
        "::,              ::255.255.255.255, -,             ::1:0:0",
        "::ffff:0:0:0,    ::ffff:0:255.255.255.255, ::fffe:ffff:ffff:ffff, ::ffff:1:0:0",
        "64:ff9b::,       64:ff9b::ffff:ffff, 64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " 64:ff9b::1:0:0",
        "64:ff9b:1::,     64:ff9b:1:ffff:ffff:ffff:ffff:ffff,"
            + " 64:ff9b:0:ffff:ffff:ffff:ffff:ffff, 64:ff9b:2::",
        "100::,           100::ffff:ffff:ffff:ffff, ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " 100:0:0:1::",
        "2001::,          2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::",
        "2001:db8::,      2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
        "2002::,          2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " 2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2003::",
        "3fff::,          3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:1000::",
        "5f00::,          5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " 5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5f01::",
        "fc00::,          fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe00::",
        "fe80::,          febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
            + " fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -",
        "fec0::,          feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -, -",
        "ff00::,          ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -, -",
      })
  void refusesARangeFromItsFirstToItsLastAddress(
      String first, String last, String before, String after) {
    assertThat(List.of(first, last)).noneMatch(this::allows);
    assertThat(Stream.of(before, after).filter(Objects::nonNull)).allMatch(this::allows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "169.254.169.254",
        "100.100.100.200",
        "255.255.255.255",
        "::1",
        "0:0:0:0:0:0:0:1",
        "0000:0000:0000:0000:0000:0000:0000:0001",
        "::127.0.0.1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::FFFF:7F00:0001",
        "0:0:0:0:0:ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:a9fe:a9fe",
        "::ffff:100.64.0.1",
        "::ffff:0.0.0.0",
        "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::192.168.0.1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2002:c0a8:101::1",
        "2001:0:7f00:1::",
        "fd00:ec2::254",
        "fe80::1",
        "FE80::a9fe:a9fe",
        "ff02::1"
      })
  void refusesWhatIsNotPublicInEverySpelling(String address) {
    assertThat(allows(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "93.184.215.14",
        "149.154.167.220",
        "172.217.16.142",
        "192.0.1.1",
        "::ffff:8.8.8.8",
        "::ffff:808:808",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4001:82b::200e",
        "2620:fe::fe"
      })
  void allowsWhatIsPublic(String address) {
    assertThat(allows(address)).isTrue();
  }

  /** Java makes such an address only when it is told to. */
  @Test
  void knowsAMappedAddressThatStayedIpV6() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
    InetAddress address = Inet6Address.getByAddress(null, mapped, -1);

    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(guard.allows(address)).isFalse();
  }

  @Test
  void knowsALinkLocalAddressWithItsInterface() throws UnknownHostException {
    byte[] bytes = address("fe80::1").getAddress();

    assertThat(guard.allows(Inet6Address.getByAddress(null, bytes, 2))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16,    10.1.2.3,          true",
    "10.1.0.0/16,    10.2.0.0,          false",
    "10.1.0.0/16,    ::ffff:10.1.2.3,   true",
    "10.1.0.0/16,    64:ff9b::10.1.2.3, false",
    "10.1.2.3,       10.1.2.3,          true",
    "10.1.2.3,       10.1.2.4,          false",
    "127.0.0.1,      ::1,               false",
    "fd00:1::/32,    fd00:1:2::3,       true",
    "fd00:1::/32,    fd00:2::3,         false",
    "::1,            ::1,               true",
    "::1,            127.0.0.1,         false",
    "0.0.0.0/0,      192.168.1.1,       true",
    "0.0.0.0/0,      fd00::1,           false",
    "0.0.0.0/0,      8.8.8.8,           true",
    "64:ff9b::/96,   64:ff9b::8.8.8.8,  true",
    "8.8.8.8,        1.1.1.1,           true"
  })
  void allowsWhatItIsTold(String allowed, String address, boolean expected) {
    AddressGuard told = new AddressGuard(List.of(Subnet.parse(allowed)));

    assertThat(told.allows(address(address))).isEqualTo(expected);
  }

  private boolean allows(String address) {
    return guard.allows(address(address));
  }

  /** Literals only: nothing is looked up. */
  private static InetAddress address(String text) {
    assertThat(Subnet.isAddress(text)).isTrue();
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
