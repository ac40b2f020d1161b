package io.chasqui.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;

/** What a provider says of the person who logs in; true, or forged in one way. */
final class IdToken {

  static final String SUBJECT = "4711";

  private static final RSAKey PROVIDERS = key();
  private static final RSAKey SOMEBODYS = key();

  /** In the place of the true claims, or besides them. */
  private final Map<String, Object> claims = new TreeMap<>();

  private final String issuer;
  private RSAKey signer = PROVIDERS;

  IdToken(String issuer) {
    this.issuer = issuer;
  }

  synchronized void reset() {
    claims.clear();
    signer = PROVIDERS;
  }

  synchronized void claim(String name, Object value) {
    claims.put(name, value);
  }

  synchronized void signWithAnotherKey() {
    signer = SOMEBODYS;
  }

  synchronized void doNotSign() {
    signer = null;
  }

  RSAKey published() {
    return PROVIDERS.toPublicJWK();
  }

  synchronized String signed(String audience, String nonce) throws JOSEException {
    Instant now = Instant.now();
    JWTClaimsSet.Builder all =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(SUBJECT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)))
            .claim("nonce", nonce);
    claims.forEach(all::claim);
    if (signer == null) {
      return new PlainJWT(all.build()).serialize();
    }
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build();
    SignedJWT token = new SignedJWT(header, all.build());
    token.sign(new RSASSASigner(signer));
    return token.serialize();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
