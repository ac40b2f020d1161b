package io.chasqui.contract.category;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to hold for a category. Each field has a Spanish name as well.
 *
 * @param mandatory in Spanish obligatoria, whether nobody can refuse it; absent: false
 * @param ignoresQuietHours in Spanish ignoraSilencio, whether it is sent in quiet hours too;
 *     absent: false
 * @param cap in Spanish limite, how many messages of it somebody gets; absent: any number
 */
public record CategoryRules(
    @JsonAlias("obligatoria") @Nullable Boolean mandatory,
    @JsonAlias("ignoraSilencio") @Nullable Boolean ignoresQuietHours,
    @JsonAlias("limite") @Nullable CapRules cap) {

  /**
   * How many messages of a category somebody gets.
   *
   * @param max so many, 1 to 1,000,000
   * @param per in any time so long, ISO 8601, 1 minute to 31 days
   * @param channels in Spanish canales, those that are counted and bounded; absent or empty: all
   * @param policy in Spanish politica, what becomes of one too many: hold, next or drop; absent:
   *     hold
   */
  public record CapRules(
      @Nullable Integer max,
      @Nullable String per,
      @JsonAlias("canales") @Nullable List<@Nullable String> channels,
      @JsonAlias("politica") @Nullable String policy) {}
}
