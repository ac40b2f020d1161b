package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SmsOffIT {

  private static final String SCHEDULE = "/api/schedule-messaging";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void withoutGatewaysAnSmsIsRefused() {
    String request = SmsIntakeIT.body("'phoneNumber': '+79991112233'", "Hi");

    HttpResponse<String> answer = server.post(SCHEDULE, request);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("urn:chasqui:problem:channel-off", "\"channel\":\"SMS\"");
    assertThat(server.post(SCHEDULE + "/batch", "[" + request + "]").body())
        .contains("Invalid", "SMS");
    assertThat(server.count("delivery")).isZero();
  }
}
