package io.chasqui.delivery;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** A delivery's id, which is also its job's: a version 7 UUID, so that ids order by time. */
public record DeliveryId(UUID value) {

  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  /** A fresh id, later than every id this process made before. */
  public static DeliveryId fresh() {
    return new DeliveryId(GENERATOR.generate());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
