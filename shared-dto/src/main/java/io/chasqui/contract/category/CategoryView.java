package io.chasqui.contract.category;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.delivery.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category.
 *
 * @param name in Spanish nombre
 * @param mandatory in Spanish obligatoria, whether nobody can refuse it
 * @param ignoresQuietHours in Spanish ignoraSilencio, whether it is sent in quiet hours too
 * @param cap in Spanish limite, how many messages of it somebody gets; null: any number
 * @param builtIn in Spanish incorporada, whether it cannot be removed
 */
public record CategoryView(
    @JsonAlias("nombre") String name,
    @JsonAlias("obligatoria") boolean mandatory,
    @JsonAlias("ignoraSilencio") boolean ignoresQuietHours,
    @JsonAlias("limite") @Nullable CapView cap,
    @JsonAlias("incorporada") boolean builtIn) {

  /**
   * How many messages of a category somebody gets.
   *
   * @param max so many
   * @param per in any time so long, ISO 8601
   * @param channels in Spanish canales, those that are counted and bounded; empty: all
   * @param policy in Spanish politica, what becomes of one too many: hold, next or drop
   */
  public record CapView(
      int max,
      String per,
      @JsonAlias("canales") List<Channel> channels,
      @JsonAlias("politica") String policy) {

    public CapView {
      channels = List.copyOf(channels);
    }
  }
}
