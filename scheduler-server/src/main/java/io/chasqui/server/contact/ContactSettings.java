package io.chasqui.server.contact;

import io.chasqui.delivery.address.ConfiguredAddresses;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.task.RetentionRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The contact form.
 *
 * @param recipients addresses of your own that are told of each message of the contact form, with
 *     commas between, at most 20; none: there is no form. See docs/contact-and-notify.md
 * @param messagesPerHour messages of the form an hour from all addresses, to all servers together,
 *     1 to 1,000,000
 * @param messagesPerHourAndAddress messages of the form an hour from one network address, to all
 *     servers together; so many may come at once. 1 to 1,000,000
 * @param allowedOrigins sites whose pages may send the form from a browser, {@code
 *     https://shop.example}, with commas between; none: only pages of the server's own origin
 * @param keep how long messages of the form are kept, with the deliveries that told of them; 1d to
 *     36500d
 */
@Validated
@ConfigurationProperties("chasqui.contact")
public record ContactSettings(
    @DefaultValue @Size(max = 20) List<String> recipients,
    @DefaultValue("10") @Min(1) @Max(1_000_000) long messagesPerHourAndAddress,
    @DefaultValue("200") @Min(1) @Max(1_000_000) long messagesPerHour,
    @DefaultValue
        List<
                @Pattern(
                    regexp = "https?://[^/?#*\\s]+",
                    message = "must be like https://shop.example, without a path")
                String>
            allowedOrigins,
    @DefaultValue("365d")
        @DurationMin(days = 1)
        @DurationMax(days = RetentionRule.LONGEST_KEPT_DAYS)
        Duration keep) {

  /**
   * @throws InvalidSetting when a recipient is no e-mail address
   */
  public ContactSettings {
    recipients = recipients.stream().map(String::strip).distinct().toList();
    allowedOrigins = List.copyOf(allowedOrigins);
    addresses(recipients);
  }

  /** The recipients as addresses. */
  List<EmailAddress> addresses() {
    return addresses(recipients);
  }

  private static List<EmailAddress> addresses(List<String> recipients) {
    return ConfiguredAddresses.read(
        "chasqui.contact.recipients",
        recipients,
        EmailAddress::read,
        "Set it to addresses with commas between, desk@example.com,boss@example.com, or leave it"
            + " out: then there is no contact form.");
  }

  /** Whether there is a contact form. */
  public boolean isOn() {
    return !recipients.isEmpty();
  }
}
