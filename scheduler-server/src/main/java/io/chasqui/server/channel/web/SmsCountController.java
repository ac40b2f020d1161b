package io.chasqui.server.channel.web;

import io.chasqui.contract.sms.SmsCount;
import io.chasqui.contract.sms.SmsCountRequest;
import io.chasqui.delivery.sms.SmsLength;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Written;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "sms", description = "What an SMS takes")
class SmsCountController {

  @PostMapping(
      path = "/api/sms/count",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "countSms",
      summary = "How many parts a text takes as an SMS",
      description =
          "Stores and sends nothing. It is counted as POST /api/schedule-messaging counts, whether"
              + " or not SMS is on, and however long the text is.")
  SmsCount count(@RequestBody Written<SmsCountRequest> request) {
    Fields fields = new Fields(request);
    String text = fields.text("text", request.request().text()).orElse("");
    fields.requireValid(null);
    SmsLength length = SmsLength.of(text);
    return new SmsCount(length.encoding().word(), length.characters(), length.segments());
  }
}
