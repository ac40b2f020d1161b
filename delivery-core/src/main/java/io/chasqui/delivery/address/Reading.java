package io.chasqui.delivery.address;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a written address was read as: either it, or why it is none.
 *
 * @param <T> an address
 */
public final class Reading<T> {

  private final @Nullable T value;
  private final @Nullable AddressFault fault;

  private Reading(@Nullable T value, @Nullable AddressFault fault) {
    this.value = value;
    this.fault = fault;
  }

  static <T> Reading<T> of(T value) {
    return new Reading<>(value, null);
  }

  static <T> Reading<T> not(AddressFault fault) {
    return new Reading<>(null, fault);
  }

  /** Whether it can be used. */
  public boolean isGood() {
    return value != null;
  }

  /** The address; empty when there is a fault. */
  public Optional<T> found() {
    return Optional.ofNullable(value);
  }

  /**
   * Why there is no address.
   *
   * @throws NullPointerException when there is one
   */
  public AddressFault fault() {
    return Objects.requireNonNull(fault, "it can be used");
  }
}
