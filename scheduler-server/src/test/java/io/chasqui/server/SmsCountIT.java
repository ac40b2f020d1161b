package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsCountIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @ParameterizedTest
  @CsvSource({
    "Hola, 1, GSM-7, 4, 1",
    "1 €, 1, GSM-7, 4, 1",
    "Привет, 1, UCS-2, 6, 1",
    "\\uD83D\\uDE00, 1, UCS-2, 2, 1",
    "Hola, 41, GSM-7, 164, 2",
    "Привет, 1000, UCS-2, 6000, 90"
  })
  void tellsHowManyPartsATextTakes(
      String text, int times, String encoding, int characters, int segments) {
    HttpResponse<String> answer = count("{\"text\": \"" + text.repeat(times) + "\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"encoding\":\"%s\",\"characters\":%s,\"segments\":%s}",
            encoding, characters, segments);
  }

  @Test
  void aTextIsNeeded() {
    assertThat(count("{}").statusCode()).isEqualTo(400);
    assertThat(count("{\"text\": \" \"}").body()).contains("is required");
    assertThat(count("{\"text\": \"a\\u0007\"}").body()).contains("U+0007");
  }

  private static HttpResponse<String> count(String body) {
    return server.post("/api/sms/count", body);
  }
}
