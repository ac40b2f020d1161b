package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64LinesTest {

  private final Base64Lines lines = new Base64Lines();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 56, 57, 58, 58_367, 58_368, 58_369, 100_000, 200_001})
  void areTheReportInLinesOf76Characters(int size) throws IOException {
    byte[] pdf = TestEmail.pdf(Math.max(size, 9));
    byte[] report = Arrays.copyOf(pdf, size);

    byte[] encoded = lines.read(new ByteArrayInputStream(report), size);

    assertThat(lines.read(new ByteArrayInputStream(report), -1)).isEqualTo(encoded);
    String text = new String(encoded, StandardCharsets.US_ASCII);
    assertThat(Base64.getMimeDecoder().decode(text)).isEqualTo(report);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    if (size > 0) {
      assertThat(text).endsWith("\r\n");
      String[] all = text.split("\r\n");
      assertThat(Arrays.copyOf(all, all.length - 1)).allMatch(line -> line.length() == 76);
      assertThat(all[all.length - 1].length()).isBetween(4, 76);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 99_999, 100_001, 1_000_000})
  void areWholeWhateverSizeWasStated(long stated) throws IOException {
    byte[] encoded = lines.read(new ByteArrayInputStream(TestEmail.PDF), stated);

    assertThat(encoded).isEqualTo(lines.read(new ByteArrayInputStream(TestEmail.PDF), 100_000));
  }
}
