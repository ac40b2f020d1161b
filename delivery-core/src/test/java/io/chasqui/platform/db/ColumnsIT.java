package io.chasqui.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsIT {

  private static final TestDatabase database = TestDatabase.fresh();

  @Test
  void textArrivesAsItIsWhateverItSays() {
    List<@Nullable String> texts =
        Arrays.asList("{\"a\":\"\\\"\"}", "'", "{,}", "NULL", null, "", " ñ €\n", "👍");

    assertThat(asColumn("text", texts)).isEqualTo(texts);
    assertThat(asColumn("varchar", texts)).isEqualTo(texts);
  }

  @Test
  void numbersArriveAsTheyAre() {
    List<@Nullable Integer> numbers = Arrays.asList(Integer.MIN_VALUE, null, 0, Integer.MAX_VALUE);
    List<@Nullable Long> longs = Arrays.asList(Long.MIN_VALUE, null, 0L, Long.MAX_VALUE);

    assertThat(asColumn("int4", numbers)).isEqualTo(numbers);
    assertThat(asColumn("int8", longs)).isEqualTo(longs);
    assertThat(asColumn("bigint", longs)).isEqualTo(longs);
  }

  private List<@Nullable Object> asColumn(String type, List<? extends @Nullable Object> values) {
    return database
        .jdbc()
        .sql(
            "SELECT value FROM unnest(:values) WITH ORDINALITY AS given (value, place) ORDER BY"
                + " place")
        .paramSource(new Columns<>(values).add("values", type, value -> value).params())
        .query((row, number) -> row.getObject(1))
        .list();
  }
}
