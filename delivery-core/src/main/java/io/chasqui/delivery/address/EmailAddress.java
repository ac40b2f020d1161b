package io.chasqui.delivery.address;

import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.platform.TextCut;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One e-mail address: a dot-atom before the at sign, in ASCII (RFC 5321, 4.1.2) or any script (RFC
 * 6531), and a domain after it. It keeps what was written beside what goes on the wire, where the
 * domain is in ASCII, see {@link DomainName}. Two are equal when they were written alike. Its text
 * form is masked.
 */
public final class EmailAddress implements Recipient {

  /** As the database keeps what was written, in characters. */
  private static final int MAX_WRITTEN = FieldLimits.EMAIL_ADDRESS;

  /** RFC 5321, 4.5.3.1, in bytes; of the path's 256 two are brackets. */
  private static final int MAX = 254;

  private static final int MAX_LOCAL_PART = 64;

  /** Beside ASCII's own what is seen: neither blanks nor what changes how others are shown. */
  private static final String ATOM =
      "(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|(?![\\x00-\\x7F])[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}])+";

  private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*+\"");
  private static final Pattern ADDRESS_LITERAL = Pattern.compile("\\[[A-Za-z0-9:.-]+]");

  private final String written;
  private final String wireForm;

  /** A class and no record: to check once more what was just read would cost each request. */
  private EmailAddress(String written, String wireForm) {
    this.written = written;
    this.wireForm = wireForm;
  }

  /**
   * An address that is known to be one.
   *
   * @throws IllegalArgumentException when it is none; without the address in its text
   */
  public static EmailAddress of(String written) {
    Reading<EmailAddress> read = read(written);
    return read.found().orElseThrow(() -> new IllegalArgumentException(read.fault().words()));
  }

  /** Reads one address, without blanks around it. */
  public static Reading<EmailAddress> read(String written) {
    if (TextCut.length(written) > MAX_WRITTEN) {
      return Reading.not(AddressFault.EMAIL_TOO_LONG);
    }
    int at = written.lastIndexOf('@');
    if (at < 1) {
      return Reading.not(AddressFault.EMAIL_MALFORMED);
    }
    return read(written, written.substring(0, at), written.substring(at + 1));
  }

  /**
   * How an address goes on the wire, when that is not how it was written.
   *
   * @return empty when it is the same, or cannot be used
   */
  public static Optional<String> wireFormUnlessSame(String written) {
    return DomainName.isAscii(written)
        ? Optional.empty()
        : read(written).found().flatMap(address -> Optional.ofNullable(address.ascii()));
  }

  @Override
  public Kind kind() {
    return Kind.EMAIL_ADDRESS;
  }

  /** As it was written. */
  @Override
  public String value() {
    return written;
  }

  @Override
  public @Nullable String ascii() {
    return wireForm.equals(written) ? null : wireForm;
  }

  /** The address as it goes on the wire. */
  public String wireForm() {
    return wireForm;
  }

  /** Whether only servers that know SMTPUTF8 (RFC 6531) can take it. */
  public boolean needsSmtpUtf8() {
    return !DomainName.isAscii(wireForm);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmailAddress address && address.written.equals(written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }

  @Override
  public String toString() {
    return "EmailAddress[***]";
  }

  private static Reading<EmailAddress> read(String written, String localPart, String domain) {
    if (QUOTED.matcher(localPart).matches()) {
      return Reading.not(AddressFault.EMAIL_QUOTED);
    }
    if (!LOCAL_PART.matcher(localPart).matches()) {
      return Reading.not(AddressFault.EMAIL_MALFORMED);
    }
    if (ADDRESS_LITERAL.matcher(domain).matches()) {
      return Reading.not(AddressFault.EMAIL_ADDRESS_LITERAL);
    }
    Optional<String> ascii = DomainName.toAscii(domain);
    if (ascii.isEmpty()) {
      return Reading.not(AddressFault.EMAIL_DOMAIN);
    }
    String wireForm = localPart + "@" + ascii.get();
    boolean fits = bytes(localPart) <= MAX_LOCAL_PART && bytes(wireForm) <= MAX;
    return fits
        ? Reading.of(new EmailAddress(written, wireForm))
        : Reading.not(AddressFault.EMAIL_TOO_LONG);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
