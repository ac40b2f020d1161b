package io.chasqui.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SamplePdfTest {

  @Test
  void pointsToEachOfItsObjects() {
    String pdf = new String(SamplePdf.page("Chasqui (sample)"), StandardCharsets.US_ASCII);

    assertThat(pdf).startsWith("%PDF-1.").endsWith("%%EOF\n").contains("(Chasqui \\(sample\\))");
    Matcher start = Pattern.compile("startxref\n(\\d+)\n").matcher(pdf);
    assertThat(start.find()).isTrue();
    int table = Integer.parseInt(start.group(1));
    assertThat(pdf.substring(table)).startsWith("xref\n0 6\n0000000000 65535 f \n");
    String[] entries = pdf.substring(table).split("\n");
    for (int object = 1; object <= 5; object++) {
      String entry = entries[2 + object];
      assertThat(entry + "\n").hasSize(20);
      assertThat(pdf.substring(Integer.parseInt(entry.substring(0, 10))))
          .startsWith(object + " 0 obj\n");
    }
  }

  @Test
  void saysHowLongItsContentIs() {
    String pdf = new String(SamplePdf.page("x"), StandardCharsets.US_ASCII);
    Matcher stream =
        Pattern.compile("/Length (\\d+) >>\nstream\n(.*)\nendstream", Pattern.DOTALL).matcher(pdf);

    assertThat(stream.find()).isTrue();
    assertThat(stream.group(2)).hasSize(Integer.parseInt(stream.group(1)));
  }
}
