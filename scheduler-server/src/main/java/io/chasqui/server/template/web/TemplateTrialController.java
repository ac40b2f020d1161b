package io.chasqui.server.template.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.template.TemplatePreview;
import io.chasqui.contract.template.TemplatePreviewRequest;
import io.chasqui.contract.template.TemplateTestRequest;
import io.chasqui.contract.template.TemplateTestView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.sms.SmsLength;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.problem.ProblemTexts;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.suppression.WrittenAddresses;
import io.chasqui.server.template.Template;
import io.chasqui.server.template.TemplatePreviews;
import io.chasqui.server.template.TemplateTests;
import io.chasqui.server.template.Templates;
import io.chasqui.server.template.engine.ExactJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** To try a template. */
@RestController
@RequestMapping(
    path = {TemplateController.ADDRESS + "/{id}", TemplateController.SPANISH + "/{id}"},
    produces = MediaType.APPLICATION_JSON_VALUE)
@SpanishAt(TemplateController.SPANISH)
@Tag(name = "templates")
class TemplateTrialController {

  private static final String ID = "Without @version the one that is active";
  private static final String WRONG =
      "The template has faults, or a value is missing or of another type, or it would be too long;"
          + " errors or detail says what. Nothing was stored.";

  private final Templates templates;
  private final TemplatePreviews previews;
  private final TemplateTests tests;
  private final WrittenAddresses addresses;
  private final ProblemTexts texts;

  TemplateTrialController(
      Templates templates,
      TemplatePreviews previews,
      TemplateTests tests,
      WrittenAddresses addresses,
      ProblemTexts texts) {
    this.templates = templates;
    this.previews = previews;
    this.tests = tests;
    this.addresses = addresses;
    this.texts = texts;
  }

  @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Answers(404)
  @Answers(value = 422, when = WRONG)
  @Operation(
      operationId = "previewTemplate",
      summary = "What a template says",
      description = "With these data, or its sample. Nothing is stored.")
  TemplatePreview preview(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplatePreviewRequest> request) {
    Fields fields = new Fields(request);
    UUID recipient = fields.uuid("recipientId", request.request().recipientId());
    fields.requireValid(null);
    Template template = templates.find(TemplateController.id(id));
    return view(template, previews.shown(template, request.request().data(), recipient));
  }

  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping(path = "/test", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "202", description = "It is on its way", useReturnTypeSchema = true)
  @Answers(404)
  @Answers(value = 422, when = WRONG)
  @Operation(
      operationId = "testTemplate",
      summary = "Send a template as a test",
      description =
          "Marked [TEST], from any state, whatever a recipient wants, but to nobody who must not"
              + " be written to. 20 an hour for each key and person; it counts in no statistics.")
  TemplateTestView test(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplateTestRequest> request) {
    Fields fields = new Fields(request);
    UUID recipient = fields.uuid("recipientId", request.request().recipientId());
    fields.requireValid(null);
    Template template = templates.find(TemplateController.id(id));
    Optional<Recipient> address = address(fields, request.request(), template.id().channel());
    fields.requireValid(null);
    JsonNode data = request.request().data();
    List<DeliveryId> sent =
        recipient == null
            ? tests.send(template, data, address.orElseThrow())
            : tests.send(template, data, recipient);
    return new TemplateTestView(sent.stream().map(DeliveryId::value).toList());
  }

  /** One of the channel's, unless a recipient is named. */
  private Optional<Recipient> address(Fields fields, TemplateTestRequest request, Channel channel) {
    String recipient = Text.orNull(request.recipientId());
    String field =
        switch (channel) {
          case EMAIL -> "email";
          case SMS -> "phone";
          case TELEGRAM -> "chatId";
          case PUSH, WEBHOOK -> "recipientId";
        };
    String written =
        switch (channel) {
          case EMAIL -> Text.orNull(request.email());
          case SMS -> Text.orNull(request.phone());
          case TELEGRAM -> Text.orNull(request.chatId());
          case PUSH, WEBHOOK -> null;
        };
    if (written == null) {
      if (recipient == null) {
        fields.problem(field, "field.required");
      }
      return Optional.empty();
    }
    Optional<Recipient> address = addresses.read(channel, written);
    if (recipient != null) {
      fields.problem(field, "field.addressOrRecipient");
    } else if (address.isEmpty()) {
      fields.problem(field, "field.addressOfChannel", channel.name());
    }
    return address;
  }

  private TemplatePreview view(Template template, MessageContent content) {
    String text = content.text();
    boolean isSms = template.id().channel() == Channel.SMS;
    return new TemplatePreview(
        content.subject(),
        text,
        content.html(),
        tree(content.push()),
        tree(content.webhook()),
        isSms && text != null ? SmsLength.of(text).segments() : null,
        bytes(content),
        warnings(template, content));
  }

  private List<String> warnings(Template template, MessageContent content) {
    List<String> warnings = new ArrayList<>();
    if (template.id().channel() == Channel.EMAIL && template.parts().html() == null) {
      warnings.add(text("template.warning.htmlOfText"));
    }
    if (template.id().channel() == Channel.SMS && content.text() != null) {
      int segments = SmsLength.of(content.text()).segments();
      if (segments > 1) {
        warnings.add(text("template.warning.segments", segments));
      }
    }
    if (template.parts().sample() == null) {
      warnings.add(text("template.warning.noSample"));
    }
    return warnings;
  }

  private String text(String key, Object... arguments) {
    return texts.text(key, LocaleContextHolder.getLocale(), arguments);
  }

  private static @Nullable Integer bytes(MessageContent content) {
    String json = content.push() == null ? content.webhook() : content.push();
    return json == null ? null : json.getBytes(StandardCharsets.UTF_8).length;
  }

  private @Nullable JsonNode tree(@Nullable String text) {
    try {
      return text == null ? null : ExactJson.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that was just written", e);
    }
  }
}
