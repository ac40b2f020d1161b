package io.chasqui.messaging.push;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import io.chasqui.delivery.push.VapidKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * By what a push service knows who sends (RFC 8292): a signed token, one for each origin and hour.
 */
final class VapidTokens {

  private static final Duration USED_FOR = Duration.ofHours(1);

  /** Push services refuse more than a day. */
  private static final Duration VALID_FOR = Duration.ofHours(12);

  private final VAPIDKeyPair keys;
  private final String subject;
  private final Clock clock;
  private final HostMemory<Token> tokens = new HostMemory<>();

  VapidTokens(VapidKeys keys, String subject, Clock clock) {
    this.keys =
        VAPIDKeyPairs.of(
            PrivateKeySources.ofECPrivateKey(keys.privateKey()),
            PublicKeySources.ofECPublicKey(keys.publicKey()));
    this.subject = subject;
    this.clock = clock;
  }

  /**
   * The header for requests to an origin.
   *
   * @param origin {@code scheme://host}, with the port if it is not the scheme's own
   */
  String authorization(String origin) {
    Instant now = clock.instant();
    return tokens
        .change(origin, before -> before != null && before.serves(now) ? before : make(origin, now))
        .authorization();
  }

  private Token make(String origin, Instant now) {
    VAPIDJWTParam claims =
        VAPIDJWTParam.getBuilder()
            .resourceURLString(origin)
            .expirationTime(now.plus(VALID_FOR))
            .subject(subject)
            .build();
    return new Token(keys.generateAuthorizationHeaderValue(claims), now, now.plus(USED_FOR));
  }

  private record Token(String authorization, Instant from, Instant until) {

    /** A clock may be set back, too. */
    boolean serves(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }
}
