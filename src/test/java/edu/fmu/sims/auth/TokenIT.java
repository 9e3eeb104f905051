package edu.fmu.sims.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.fmu.sims.testing.SettableClock;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TokenIT {
  private static final String KEY = "Vb7-present-key-of-this-test-0123456789";
  private static final String FORMER = "Qx4-former-key-of-this-test-0123456789";
  private static final String FOREIGN = "Zk1-foreign-key-of-somebody-0123456789";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final SettableClock clock =
      new SettableClock(Instant.parse("2026-11-24T08:00:00Z"));

  @AutoClose
  private static final TestServer server =
      TestServer.start(clock, Map.of("SECRET_KEY", KEY, "SECRET_KEY_FALLBACKS", FORMER));

  private record Pair(String access, String refresh) {
    static Pair of(Response answer, String prefix) {
      answer.then().statusCode(200);
      return new Pair(answer.path(prefix + "access"), answer.path(prefix + "refresh"));
    }
  }

  private static Pair signIn(String username) {
    server.user(username, "Registrar", null);
    return Pair.of(
        given()
            .spec(server.anonymous())
            .body(Map.of("identifier", username, "password", TestServer.PASSWORD))
            .post("/api/auth/login/"),
        "tokens.");
  }

  private static Response refresh(String token) {
    return given()
        .spec(server.anonymous())
        .body(Map.of("refresh", token))
        .post("/api/auth/refresh/");
  }

  private static Response me(String token) {
    return given().spec(server.withToken(token)).get("/api/auth/me/");
  }

  private static void assertRefused(Response answer, String code, String what) {
    assertThat(answer.statusCode()).as(what).isEqualTo(401);
    assertThat(answer.<Object>path("error.code")).as(what).isEqualTo(code);
  }

  private static void assertInvalid(Response answer, String what) {
    assertRefused(answer, "AUTH_TOKEN_INVALID", what);
  }

  @Test
  void aRefreshTokenWorksOnceAndItsReuseEndsTheWholeFamily() {
    Pair first = signIn("rotating");
    Pair bystander = signIn("rotating");
    Pair second = Pair.of(refresh(first.refresh()), "");
    assertThat(second.refresh()).isNotEqualTo(first.refresh());
    Pair third = Pair.of(refresh(second.refresh()), "");
    me(third.access()).then().statusCode(200);

    assertInvalid(refresh(first.refresh()), "the reused token");
    assertInvalid(refresh(third.refresh()), "the successor");
    assertInvalid(me(third.access()), "the successor's access token");
    assertInvalid(me(first.access()), "the first access token");
    me(bystander.access()).then().statusCode(200);
    refresh(bystander.refresh()).then().statusCode(200);
  }

  @Test
  void manyUsesAtOnceMakeAtMostOneSuccessor() throws Exception {
    Pair pair = signIn("contested");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Response>> uses =
          IntStream.range(0, 200)
              .<Callable<Response>>mapToObj(i -> () -> refresh(pair.refresh()))
              .toList();
      List<Response> answers = threads.invokeAll(uses).stream().map(Future::resultNow).toList();
      Map<Integer, Long> byStatus =
          answers.stream()
              .collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));
      assertThat(byStatus).isEqualTo(Map.of(200, 1L, 401, 199L));
      for (Response answer : answers) {
        if (answer.statusCode() == 200) {
          assertInvalid(refresh(answer.path("refresh")), "the successor of a contested token");
          assertInvalid(me(answer.path("access")), "its access token");
        }
      }
    }
  }

  @Test
  void tokensExpireAfterTheirTime() {
    Pair pair = signIn("lingering");
    clock.advance(Duration.ofMinutes(60).minusSeconds(1));
    me(pair.access()).then().statusCode(200);
    clock.advance(Duration.ofSeconds(1));
    assertRefused(me(pair.access()), "AUTH_TOKEN_EXPIRED", "access");
    Pair next = Pair.of(refresh(pair.refresh()), "");
    me(next.access()).then().statusCode(200);
    clock.advance(Duration.ofMinutes(1440));
    assertRefused(refresh(next.refresh()), "AUTH_TOKEN_EXPIRED", "refresh");
  }

  @Test
  void aFormerKeyIsReadDuringRotationAndAForeignOneNever() throws Exception {
    Pair pair = signIn("rekeyed");
    Map<String, Object> claims = claims(pair.access());
    me(sign(header("at+jwt"), claims, KEY)).then().statusCode(200);
    me(sign(header("at+jwt"), claims, FORMER)).then().statusCode(200);
    assertInvalid(me(sign(header("at+jwt"), claims, FOREIGN)), "a foreign key");
    Map<String, Object> old = claims(pair.refresh());
    refresh(sign(header("rt+jwt"), old, FORMER)).then().statusCode(200);
  }

  @Test
  void noForgedTokenIsAccepted() throws Exception {
    Pair pair = signIn("forged");
    Pair other = signIn("forged.other");
    List<String> corpus = new ArrayList<>(List.of(pair.refresh()));
    corpus.addAll(forgeries("at+jwt", claims(pair.access()), claims(other.access())));
    corpus.addAll(mutilations(pair.access()));
    for (String token : corpus) {
      assertInvalid(me(token), "bearer " + token);
    }
    me(other.access()).then().statusCode(200);
    me(pair.access()).then().statusCode(200);
    List<String> refreshes = new ArrayList<>(List.of(pair.access()));
    refreshes.addAll(forgeries("rt+jwt", claims(pair.refresh()), claims(other.refresh())));
    refreshes.addAll(mutilations(pair.refresh()));
    refreshes.add(
        sign(header("rt+jwt"), with(claims(pair.refresh()), "x", "y".repeat(500_000)), FOREIGN));
    refreshes.add("{\"a\":".repeat(100_000));
    refreshes.add(
        base64("{\"alg\":" + "[".repeat(100_000)) + "." + base64("{}") + "." + base64("x"));
    for (String token : refreshes) {
      assertInvalid(refresh(token), "refresh " + token.substring(0, Math.min(200, token.length())));
    }
    assertThat(corpus.size() + refreshes.size()).isGreaterThan(80);
  }

  /** Every way to make another token of that kind from the claims of a good one. */
  private static List<String> forgeries(
      String type, Map<String, Object> claims, Map<String, Object> other) throws Exception {
    List<String> tokens = new ArrayList<>();
    String payload = base64(JSON.writeValueAsString(claims));
    for (String none : List.of("none", "None", "NONE", "")) {
      String unsigned = base64(JSON.writeValueAsString(Map.of("alg", none, "typ", type)));
      tokens.add(unsigned + "." + payload + ".");
      tokens.add(unsigned + "." + payload + "." + base64("x"));
    }
    tokens.add(sign(Map.of("alg", "HS512", "typ", type), claims, "HmacSHA512", KEY));
    tokens.add(sign(Map.of("alg", "HS384", "typ", type), claims, "HmacSHA384", KEY));
    tokens.add(sign(Map.of("alg", "RS256", "typ", type), claims, KEY));
    tokens.add(signRsa(type, claims));
    tokens.add(sign(header(type), claims, FOREIGN));
    tokens.add(sign(Map.of("alg", "HS256"), claims, KEY));
    for (String typ : List.of("JWT", "at+jwt", "rt+jwt", "")) {
      if (!typ.equals(type)) {
        tokens.add(sign(header(typ), claims, KEY));
      }
    }
    for (String name : List.of("kid", "jku", "x5u", "jwk", "x5c", "crit", "cty", "b64")) {
      Object value =
          switch (name) {
            case "kid" -> "../../../../dev/null";
            case "jwk" -> Map.of("kty", "oct", "k", base64(FOREIGN));
            case "x5c" -> List.of(base64(FOREIGN));
            case "crit" -> List.of("exp");
            case "b64" -> false;
            case "cty" -> "JWT";
            default -> "https://evil.example/keys";
          };
      Map<String, Object> header = with(header(type), name, value);
      tokens.add(sign(header, claims, KEY));
      tokens.add(sign(header, claims, FOREIGN));
    }
    for (String claim : List.of("iss", "aud", "sub", "sid", "jti", "exp")) {
      tokens.add(sign(header(type), with(claims, claim, null), KEY));
      tokens.add(sign(header(type), with(claims, claim, "other"), KEY));
      tokens.add(sign(header(type), with(claims, claim, List.of()), KEY));
    }
    tokens.add(sign(header(type), with(claims, "aud", List.of("sims-api", "other")), KEY));
    tokens.add(sign(header(type), with(claims, "exp", 1e300), KEY));
    tokens.add(sign(header(type), with(claims, "sub", other.get("sub")), KEY));
    tokens.add(sign(header(type), with(other, "sub", claims.get("sub")), KEY));
    return tokens;
  }

  /** A good token with a part changed, moved or lost. */
  private static List<String> mutilations(String token) {
    String[] parts = token.split("\\.");
    String body = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String tampered = base64(body.replace("\"exp\":", "\"exp\":9"));
    return List.of(
        parts[0] + "." + tampered + "." + parts[2],
        parts[0] + "." + parts[1] + ".",
        parts[0] + "." + parts[1],
        parts[1] + "." + parts[0] + "." + parts[2],
        token.substring(0, token.length() - 4),
        token + "." + parts[2],
        token + "AAAA",
        parts[0] + "." + parts[1] + "." + base64("\0".repeat(32)),
        "x".repeat(4000),
        "not a token",
        "..",
        ".",
        "null",
        parts[0] + "." + parts[1] + "." + parts[2] + "." + "a" + "." + "b");
  }

  private static Map<String, Object> header(String type) {
    return Map.of("alg", "HS256", "typ", type);
  }

  private static Map<String, Object> with(
      Map<String, Object> claims, String claim, @Nullable Object value) {
    Map<String, Object> changed = new HashMap<>(claims);
    if (value == null) {
      changed.remove(claim);
    } else {
      changed.put(claim, value);
    }
    return changed;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> claims(String token) throws JsonProcessingException {
    byte[] body = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return JSON.readValue(new String(body, StandardCharsets.UTF_8), Map.class);
  }

  private static String sign(Map<String, Object> header, Map<String, Object> claims, String key)
      throws GeneralSecurityException, JsonProcessingException {
    return sign(header, claims, "HmacSHA256", key);
  }

  private static String sign(
      Map<String, Object> header, Map<String, Object> claims, String algorithm, String key)
      throws GeneralSecurityException, JsonProcessingException {
    String input = input(header, claims);
    byte[] secret =
        MessageDigest.getInstance("SHA-256")
            .digest(("sims token signing:" + key).getBytes(StandardCharsets.UTF_8));
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret, algorithm));
    return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
  }

  private static String signRsa(String type, Map<String, Object> claims)
      throws GeneralSecurityException, JsonProcessingException {
    String input = input(Map.of("alg", "RS256", "typ", type), claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(1024); // its strength does not matter: no RSA key may be believed
    signature.initSign(keys.generateKeyPair().getPrivate());
    signature.update(input.getBytes(StandardCharsets.UTF_8));
    return input + "." + base64(signature.sign());
  }

  private static String input(Map<String, Object> header, Map<String, Object> claims)
      throws JsonProcessingException {
    return base64(JSON.writeValueAsString(header)) + "." + base64(JSON.writeValueAsString(claims));
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
