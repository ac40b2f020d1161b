package io.chasqui.email.smtp;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.email.EmailFailure;
import io.chasqui.email.Tls;
import jakarta.mail.AuthenticationFailedException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What it means that a connection could not be opened. */
final class ConnectFailureClassifier {

  private ConnectFailureClassifier() {}

  static Outcome outcome(SmtpDialogue dialogue, Tls tls, Exception failure) {
    SmtpReply reply = dialogue.reply();
    if (isAboutCertificate(failure)) {
      return new ChannelFault(EmailFailure.TLS_FAILED, rootCause(failure));
    }
    if (reply != null && reply.isRefusal()) {
      return SmtpReplyClassifier.classify(reply);
    }
    if (dialogue.lastCommand() == SmtpCommand.AUTH && reply != null) {
      return new ChannelFault(FailureCode.AUTHENTICATION_FAILED, challenge(reply));
    }
    if (failure instanceof AuthenticationFailedException
        && dialogue.lastCommand() != SmtpCommand.AUTH) {
      return new ChannelFault(
          FailureCode.AUTHENTICATION_FAILED, "the server offers no log-in that we know");
    }
    if (tls == Tls.REQUIRED && wasNotOfferedTls(dialogue, reply)) {
      return new ChannelFault(EmailFailure.TLS_REQUIRED, "the server does not offer STARTTLS");
    }
    return ChannelFault.unreachable(rootCause(failure));
  }

  /** The class and words of the innermost cause, which for sockets is the one that says why. */
  static String rootCause(Throwable failure) {
    Throwable root = causes(failure).reduce(failure, (outer, inner) -> inner);
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private static boolean wasNotOfferedTls(SmtpDialogue dialogue, @Nullable SmtpReply reply) {
    return dialogue.lastCommand() == SmtpCommand.EHLO
        && reply != null
        && reply.isPositive()
        && !dialogue.supportsExtension("STARTTLS");
  }

  private static boolean isAboutCertificate(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }

  /** XOAUTH2 refuses with 334 and JSON in base64, which says why. */
  private static String challenge(SmtpReply reply) {
    String words = reply.text().length() > 4 ? reply.text().substring(4).strip() : "";
    try {
      return reply.code()
          + " "
          + new String(Base64.getDecoder().decode(words), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return reply.text();
    }
  }
}
