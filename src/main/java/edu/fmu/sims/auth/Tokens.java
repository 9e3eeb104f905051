package edu.fmu.sims.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import edu.fmu.sims.config.SimsConfig.TokenConfig;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Sha256;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Signed tokens (RFC 7519, checked as RFC 8725 advises: one algorithm, a type of its own for each
 * kind, issuer and audience always compared). They name the session; what the user may do is read
 * from the database at every request.
 */
public final class Tokens {
  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
  private static final String ISSUER = "sims";
  private static final String AUDIENCE = "sims-api";

  /** All that a header of ours holds: none names a key, or where to fetch one. */
  private static final Set<String> HEADERS = Set.of("alg", "typ");

  /** What a token is for. One kind is never accepted for another. */
  public enum Kind {
    ACCESS("at+jwt"),
    REFRESH("rt+jwt");

    private final JOSEObjectType type;

    Kind(String type) {
      this.type = new JOSEObjectType(type);
    }
  }

  /**
   * @param id the token's own id; of refresh tokens only the session's newest works
   */
  public record Claims(long userId, UUID sessionId, UUID id) {}

  private final Clock clock;
  private final Duration accessLifetime;
  private final Duration refreshLifetime;
  private final MACSigner signer;
  private final List<JWSVerifier> verifiers = new ArrayList<>();

  public Tokens(TokenConfig config, Clock clock) {
    this.clock = clock;
    this.accessLifetime = config.accessLifetime();
    this.refreshLifetime = config.refreshLifetime();
    try {
      this.signer = new MACSigner(signingKey(config.key()));
      verifiers.add(new MACVerifier(signingKey(config.key())));
      for (String former : config.formerKeys()) {
        verifiers.add(new MACVerifier(signingKey(former)));
      }
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key cannot be used", e);
    }
  }

  /** A signed token of that kind, valid from now for the kind's lifetime. */
  public String issue(Kind kind, Claims claims) {
    Instant now = clock.instant();
    Map<String, Object> payload =
        Map.of(
            "iss", ISSUER,
            "aud", AUDIENCE,
            "sub", String.valueOf(claims.userId()),
            "sid", claims.sessionId().toString(),
            "jti", claims.id().toString(),
            "iat", now.getEpochSecond(),
            "exp", now.plus(lifetime(kind)).getEpochSecond());
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(ALGORITHM).type(kind.type).build(), new Payload(payload));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }

  /** How long a token of that kind is valid. */
  public Duration lifetime(Kind kind) {
    return kind == Kind.ACCESS ? accessLifetime : refreshLifetime;
  }

  /**
   * The claims of a token of that kind.
   *
   * @throws Problem AUTH_TOKEN_EXPIRED for one of ours past its time, AUTH_TOKEN_INVALID for
   *     anything else
   */
  public Claims read(Kind kind, String token) {
    Map<String, Object> payload = payload(kind, token);
    Claims claims;
    Instant expiry;
    try {
      claims =
          new Claims(
              Long.parseLong(text(payload, "sub")),
              UUID.fromString(text(payload, "sid")),
              UUID.fromString(text(payload, "jti")));
      expiry = Instant.ofEpochSecond(((Number) claim(payload, "exp")).longValue());
    } catch (RuntimeException e) {
      throw new Problem(ProblemType.AUTH_TOKEN_INVALID);
    }
    if (!clock.instant().isBefore(expiry)) {
      throw new Problem(ProblemType.AUTH_TOKEN_EXPIRED);
    }
    return claims;
  }

  /** What a token of ours says; the signature is checked before anything in it is believed. */
  private Map<String, Object> payload(Kind kind, String token) {
    try {
      JWSObject jws = JWSObject.parse(token);
      JWSHeader header = jws.getHeader();
      if (ALGORITHM.equals(header.getAlgorithm())
          && kind.type.equals(header.getType())
          && header.getIncludedParams().equals(HEADERS)
          && isSigned(jws)) {
        Map<String, Object> payload = jws.getPayload().toJSONObject();
        if (payload != null
            && ISSUER.equals(payload.get("iss"))
            && AUDIENCE.equals(payload.get("aud"))) {
          return payload;
        }
      }
    } catch (ParseException | JOSEException | RuntimeException e) {
      // told below
    }
    throw new Problem(ProblemType.AUTH_TOKEN_INVALID);
  }

  private boolean isSigned(JWSObject jws) throws JOSEException {
    boolean signed = false;
    for (JWSVerifier verifier : verifiers) {
      signed |= jws.verify(verifier);
    }
    return signed;
  }

  private static String text(Map<String, Object> payload, String claim) {
    return claim(payload, claim).toString();
  }

  private static Object claim(Map<String, Object> payload, String claim) {
    return Objects.requireNonNull(payload.get(claim), claim);
  }

  /** The configured secret may have any length; the algorithm wants 256 bits. */
  private static byte[] signingKey(String secret) {
    return Sha256.of("sims token signing:" + secret);
  }
}
