package io.chasqui.server.schedule.web.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chasqui.contract.schedule.BatchItemStatus;
import io.chasqui.contract.schedule.BatchLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerLinesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AnswerLines answer = new AnswerLines(out, new JsonMapper().writer());

  @Test
  void theFirstLinesGoOutAtOnce() throws Exception {
    answer.add(lines(0, 3));

    assertThat(written()).hasSize(3);
  }

  @Test
  void noMoreGoesOutThanABufferHoldsBeforeTheBodyHasEnded() throws Exception {
    for (int i = 0; i < 10_000; i += 500) {
      answer.add(lines(i, i + 500));
    }

    assertThat(out.size()).isBetween(60 * 1024, 64 * 1024);
    assertThat(out.toString(StandardCharsets.UTF_8)).as("whole lines").endsWith("}\n");
  }

  @Test
  void allLinesAreThereInTheirOrderAtTheEnd() throws Exception {
    answer.add(lines(0, 5_000));
    answer.add(List.of(line(5_000, "a longer one, then a shorter one")));
    answer.add(lines(5_001, 10_000));
    answer.end();

    List<String> lines = written();
    assertThat(lines).hasSize(10_000);
    for (int i = 0; i < 10_000; i++) {
      assertThat(lines.get(i)).startsWith("{\"index\":" + i + ",");
    }
  }

  private List<String> written() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<BatchLine> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> line(i, "c")).toList();
  }

  private static BatchLine line(int index, String correlationId) {
    return BatchLine.refused(index, correlationId, BatchItemStatus.INVALID, List.of());
  }
}
