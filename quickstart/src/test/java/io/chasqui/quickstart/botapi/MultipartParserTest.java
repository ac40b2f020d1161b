package io.chasqui.quickstart.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chasqui.quickstart.botapi.MultipartParser.Part;
import io.chasqui.quickstart.web.BadCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartParserTest {

  private static final String TYPE = "multipart/form-data; boundary=b0und";

  @Test
  void readsFieldsAndFiles() {
    List<Part> parts =
        parse(
            "--b0und\r\n"
                + "Content-Disposition: form-data; name=\"chat_id\"\r\n\r\n"
                + "1001\r\n"
                + "--b0und\r\n"
                + "content-disposition: form-data; name=\"document\"; filename=\"a b.pdf\"\r\n"
                + "content-type: application/pdf\r\n\r\n"
                + "%PDF-\r\n"
                + "--b0und--\r\n");

    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).name()).isEqualTo("chat_id");
    assertThat(parts.get(0).fileName()).isNull();
    assertThat(parts.get(0).text()).isEqualTo("1001");
    assertThat(parts.get(1).fileName()).isEqualTo("a b.pdf");
    assertThat(parts.get(1).contentType()).isEqualTo("application/pdf");
    assertThat(parts.get(1).text()).isEqualTo("%PDF-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b0und1",
        "x--b0und--",
        "\r\n--b0undary\r\n",
        "\r\n--b0un",
        "\n--b0und\n",
        "\r\n\r\n",
        "\r\n",
        ""
      })
  void leavesBytesThatLookLikeABoundaryInTheFile(String content) {
    List<Part> parts =
        parse(
            "--b0und\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"
                + content
                + "\r\n--b0und--");

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).text()).isEqualTo(content);
  }

  @Test
  void returnsBinaryContentByteForByte() {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 2, 3, 1_000, 300_000}) {
      byte[] content = new byte[size];
      random.nextBytes(content);

      List<Part> parts =
          MultipartParser.parse(
              TYPE,
              bytes(
                  "--b0und\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n",
                  content,
                  "\r\n"
                      + "--b0und\r\n"
                      + "Content-Disposition: form-data; name=\"g\"\r\n\r\n\r\n"
                      + "--b0und--"));

      assertThat(parts).hasSize(2);
      assertThat(parts.get(0).content()).isEqualTo(content);
      assertThat(parts.get(1).content()).isEmpty();
    }
  }

  @Test
  void skipsWhatStandsBeforeAndAfterAndAllowsBlanksBehindABoundary() {
    List<Part> parts =
        parse(
            "preamble\r\n--b0und \t\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                + "--b0und--\r\nepilogue");

    assertThat(parts).extracting(Part::text).containsExactly("1");
  }

  @Test
  void readsNamesInAnyLanguageAndEscapedQuotes() {
    List<Part> parts =
        parse(
            "--b0und\r\n"
                + "Content-Disposition: form-data; name=\"a\"; filename=\"отчёт"
                + " %22x%22.pdf\"\r\n\r\n"
                + "1\r\n"
                + "--b0und\r\n"
                + "Content-Disposition: form-data; name=\"b\"; filename=\"\\\"y\\\".pdf\"\r\n\r\n"
                + "2\r\n"
                + "--b0und\r\n"
                + "Content-Disposition: form-data; name=c; filename=z.pdf\r\n\r\n"
                + "3\r\n"
                + "--b0und--");

    assertThat(parts)
        .extracting(Part::fileName)
        .containsExactly("отчёт \"x\".pdf", "\"y\".pdf", "z.pdf");
  }

  @Test
  void takesAQuotedBoundary() {
    List<Part> parts =
        MultipartParser.parse(
            "multipart/form-data; boundary=\"a b\"",
            bytes(
                "--a b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--a b--",
                new byte[0],
                ""));

    assertThat(parts).extracting(Part::text).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b0und",
        "--b0und\r\n",
        "--b0und\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
        "--b0und\r\nContent-Disposition: form-data; name=\"a\"\r\n--b0und--",
        "--b0und\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b0und--",
        "--b0und\r\n\r\n1\r\n--b0und--"
      })
  void refusesWhatDoesNotFollowTheFormat(String body) {
    assertThatExceptionOfType(BadCall.class).isThrownBy(() -> parse(body));
  }

  private static List<Part> parse(String body) {
    return MultipartParser.parse(TYPE, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String before, byte[] content, String after) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(content);
    all.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }
}
