package io.chasqui.server.schedule.web.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.chasqui.platform.request.RequestTooLarge;
import io.chasqui.server.api.problem.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchItemsTest {

  private static final int LIMIT = 100;
  private static final int MANY = 64 * 1024 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8_000, 100_000})
  void anArraysItemsAreCutOutHoweverTheBytesArrive(int atOnce) throws Exception {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      items.add("{\"n\": " + i + ", \"t\": \"" + "é]}\\\",[{".repeat(i % 7) + "\"}");
    }
    String body = " [ " + String.join(" ,\n", items) + " ]\n ";

    assertThat(all(new ArrayItems(slowly(body, atOnce), LIMIT))).isEqualTo(items);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8_000, 100_000})
  void linesAreCutOutHoweverTheBytesArrive(int atOnce) throws Exception {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      items.add("{\"n\": " + i + "}");
    }
    String body = "\n\r\n" + String.join("\r\n\n  ", items);

    assertThat(all(new NdjsonItems(slowly(body, atOnce), LIMIT)))
        .containsExactlyElementsOf(
            items.stream()
                .map(item -> item.equals(items.get(1_999)) ? item : item + "\r")
                .toList());
  }

  @Test
  void anItemThatIsTooLargeIsSkippedAndTheNextIsRead() throws Exception {
    String large = "{\"t\": \"" + "x".repeat(LIMIT) + "\"}";
    String largest = "{\"t\": \"" + "x".repeat(LIMIT - 9) + "\"}";

    for (BatchItems items :
        List.of(
            new ArrayItems(bytes("[" + large + "," + largest + ",{}]"), LIMIT),
            new NdjsonItems(bytes(large + "\n" + largest + "\n{}"), LIMIT))) {
      assertThatThrownBy(items::next).isInstanceOf(InvalidRequest.class);
      assertThat(text(items.next())).isEqualTo(largest);
      assertThat(text(items.next())).isEqualTo("{}");
      assertThat(items.next()).isNull();
    }
  }

  @Test
  void anItemOfAnySizeCostsLittleMemory() throws Exception {
    for (BatchItems items :
        List.of(
            new ArrayItems(aroundManyLetters("[{\"t\": \"", "\"}, {\"n\": 2}]"), LIMIT),
            new NdjsonItems(aroundManyLetters("{\"t\": \"", "\"}\n{\"n\": 2}"), LIMIT))) {
      long before = allocated();
      assertThatThrownBy(items::next).isInstanceOf(InvalidRequest.class);
      assertThat(allocated() - before).isLessThan(MANY / 10);
      assertThat(text(items.next())).isEqualTo("{\"n\": 2}");
      assertThat(items.next()).isNull();
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"text\"", "null", "[{}]", "true", "-1.5e3"})
  void whatIsNoObjectIsRefusedAndTheNextIsRead(String item) throws Exception {
    BatchItems items = new ArrayItems(bytes("[" + item + ", {\"n\": 2}]"), LIMIT);

    assertThatThrownBy(items::next).isInstanceOf(InvalidRequest.class);
    assertThat(text(items.next())).isEqualTo("{\"n\": 2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"n\": 1}",
        "[{\"n\": 1},",
        "[{\"n\": 1}, {\"n\"",
        "[{\"n\": 1} {\"n\": 2}]",
        "[{\"n\": 1},, {\"n\": 2}]",
        "[{\"n\": 1}, oops]",
        "[{\"n\": 1}, {\"n\": 2]",
        "[{\"n\": 1}, {\"n\": \"2}]",
        "[{\"n\": 1}, {'n': 2}]",
      })
  void whereAnArrayIsBrokenItBreaksOff(String body) throws Exception {
    BatchItems items = new ArrayItems(bytes(body), LIMIT);

    assertThat(text(items.next())).isEqualTo("{\"n\": 1}");
    assertThatThrownBy(items::next).isInstanceOf(BatchAborted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[] []", "[]]", "[],", "[] x"})
  void nothingMayFollowAnArray(String body) throws Exception {
    BatchItems items = new ArrayItems(bytes(body), LIMIT);

    assertThatThrownBy(items::next).isInstanceOf(BatchAborted.class);
  }

  @Test
  void nestingWithoutEndBreaksOff() throws Exception {
    BatchItems items = new ArrayItems(bytes("[{\"n\": " + "[".repeat(100_000)), LIMIT);

    assertThatThrownBy(items::next).isInstanceOf(BatchAborted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "1", "]", "nonsense", "\"[\"", "\u00ff\u00fe["})
  void whatDoesNotBeginAsAnArrayIsRefused(String body) {
    assertThatThrownBy(() -> new ArrayItems(bytes(body), LIMIT)).isInstanceOf(InvalidRequest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \r\n\t\n"})
  void noLineIsRefused(String body) {
    assertThatThrownBy(() -> new NdjsonItems(bytes(body), LIMIT))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void aBodyThatIsTooLargeBreaksOffAndIsNotDrained() throws Exception {
    BatchBody body = new BatchBody(new SequenceInputStream(bytes("[xxx"), new TooLarge()));
    BatchItems items = new ArrayItems(body, LIMIT);

    assertThatThrownBy(items::next).isInstanceOf(BatchAborted.class);
    body.drain();
  }

  private static List<String> all(BatchItems items) throws IOException {
    List<String> all = new ArrayList<>();
    for (byte[] item = items.next(); item != null; item = items.next()) {
      all.add(text(item));
    }
    return all;
  }

  private static String text(byte[] item) {
    return new String(item, StandardCharsets.UTF_8);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** At most so many bytes a read. */
  private static InputStream slowly(String text, int atOnce) {
    return new FilterInputStream(bytes(text)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, atOnce));
      }
    };
  }

  private static InputStream aroundManyLetters(String head, String tail) {
    return new SequenceInputStream(
        Collections.enumeration(List.of(bytes(head), new ManyLetters(), bytes(tail))));
  }

  private static final class TooLarge extends InputStream {

    @Override
    public int read() throws IOException {
      throw new RequestTooLarge(1_000);
    }
  }

  private static final class ManyLetters extends InputStream {

    private int left = MANY;

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = Math.min(left, length);
      left -= count;
      Arrays.fill(buffer, offset, offset + count, (byte) 'x');
      return count == 0 ? -1 : count;
    }
  }
}
