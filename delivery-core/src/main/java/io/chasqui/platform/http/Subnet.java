package io.chasqui.platform.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A network of IPv4 or IPv6 addresses.
 *
 * @param first its lowest address
 * @param prefix how many leading bits its addresses share, 0-32 or 0-128
 */
record Subnet(InetAddress first, int prefix) {

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** What holds a colon and is no IPv6 address is refused by Java without a look-up. */
  private static final Pattern ADDRESS =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|(?!\\.)[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address. Names are not looked up.
   *
   * @throws IllegalArgumentException when it is none; the message says what is wrong with it
   */
  static Subnet parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
    int bits = bits(address);
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
    if (value(address).getLowestSetBit() >= bits - prefix || value(address).signum() == 0) {
      return new Subnet(address, prefix);
    }
    throw new IllegalArgumentException("is not the first address of a network that large");
  }

  /** Whether it is the plain form of an IP address, and not a name. */
  static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /**
   * Of the same kind of address only: an IPv4 address in an IPv6 form is to be made plain before.
   */
  boolean contains(InetAddress address) {
    int bits = bits(address);
    return bits == bits(first)
        && value(address).shiftRight(bits - prefix).equals(value(first).shiftRight(bits - prefix));
  }

  private static InetAddress address(String text) {
    try {
      if (isAddress(text)) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // Said below.
    }
    throw new IllegalArgumentException("is not an IP address or a network such as 10.0.0.0/8");
  }

  private static int prefix(String text, int bits) {
    int prefix = PREFIX.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("does not end in a number of bits, 0 to " + bits);
    }
    return prefix;
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static BigInteger value(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
