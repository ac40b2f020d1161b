package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.chasqui.contract.constraint.FieldLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/limits.md has the numbers that are checked. */
class LimitsPageTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| ([^|]+) \\| ([0-9,]+) \\| characters", Pattern.MULTILINE);

  @Test
  void namesTheLimitsOfWhatCallersWrite() {
    Map<String, Integer> documented = new HashMap<>();
    ROW.matcher(Repository.text("docs/limits.md"))
        .results()
        .forEach(
            row ->
                documented.put(row.group(1), Integer.valueOf(row.group(2).replaceAll("\\D", ""))));

    assertThat(documented)
        .contains(
            entry("`correlationId`", FieldLimits.CORRELATION_ID),
            entry("`reportId`", FieldLimits.CORRELATION_ID),
            entry("`subject`", FieldLimits.SUBJECT),
            entry("`message`, `body`", FieldLimits.MESSAGE),
            entry("`attachmentName`", FieldLimits.ATTACHMENT_NAME),
            entry("contact form: `name`", FieldLimits.CONTACT_NAME),
            entry("contact form: `message`", FieldLimits.CONTACT_MESSAGE),
            entry("`Idempotency-Key`", FieldLimits.IDEMPOTENCY_KEY));
    assertThat(Repository.text("docs/limits.md"))
        .contains("as written " + FieldLimits.EMAIL_ADDRESS + " characters");
  }
}
