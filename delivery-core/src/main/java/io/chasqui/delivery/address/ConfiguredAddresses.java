package io.chasqui.delivery.address;

import io.chasqui.platform.config.InvalidSetting;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Addresses that settings name. */
public final class ConfiguredAddresses {

  private ConfiguredAddresses() {}

  /**
   * Reads the addresses of one key.
   *
   * @param mend what to do about a wrong one
   * @throws InvalidSetting when one is not taken; without the value, which says whom we write to
   */
  public static <T> List<T> read(
      String key, List<String> written, Function<String, Reading<T>> reader, String mend) {
    return IntStream.range(0, written.size())
        .mapToObj(i -> read(key, i + 1, reader.apply(written.get(i)), mend))
        .toList();
  }

  private static <T> T read(String key, int number, Reading<T> address, String mend) {
    return address
        .found()
        .orElseThrow(
            () ->
                new InvalidSetting(
                    key,
                    "has a wrong entry: number " + number + " " + address.fault().words() + ".",
                    mend));
  }
}
