package io.chasqui.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** Makes ids that order by time: version 7 UUIDs, RFC 9562. */
public final class TimeUuid {

  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private TimeUuid() {}

  /** A fresh id, later than every id this process made before. */
  public static UUID fresh() {
    return GENERATOR.generate();
  }
}
