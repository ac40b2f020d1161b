package io.chasqui.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.link.UnsubscribePlaceholder;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import io.chasqui.server.template.RenderedMessage.Reason;
import io.chasqui.server.template.RenderedMessage.Said;
import io.chasqui.server.template.event.EventData;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompiledTemplateTest {

  private static final MessageValues VALUES =
      new MessageValues(
          new Occasion(
              UUID.randomUUID(), "Paid", Instant.EPOCH, null, new EventData(Map.of(), List.of())),
          new Whom(null, "en", ZoneOffset.UTC, Map.of()));

  @Test
  void theLinkToUnsubscribeCountsAsLongAsItWillBe() {
    RenderedMessage fits = sms("https://example.com/u/" + "x".repeat(47));
    RenderedMessage doesNot = sms("https://" + "example.".repeat(20) + "com/u/" + "x".repeat(47));

    assertThat(fits).isInstanceOf(Said.class);
    assertThat(((Said) fits).content().text()).contains(UnsubscribePlaceholder.TEXT);
    assertThat(((NotSaid) doesNot).reason()).isEqualTo(Reason.SMS_TOO_LONG);
  }

  private static RenderedMessage sms(String link) {
    TemplateParts parts =
        new TemplateParts(null, "Paid. No more: {{unsubscribeUrl}}", null, null, null, null);
    return new CompiledTemplate(Channel.SMS, parts, 1, link).render(VALUES);
  }
}
