package edu.fmu.sims.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import edu.fmu.sims.testing.SettableClock;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PasswordApiIT {
  private static final String NEXT = "nine purple otters juggle";
  private static final Pattern LINK = Pattern.compile("reset-password#token=([A-Za-z0-9_-]+)");
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final SettableClock clock =
      new SettableClock(Instant.parse("2026-11-24T08:00:00Z"));
  private static final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @AutoClose private static final TestServer server = TestServer.start(clock, Map.of());

  private final PasswordPolicy policy = new PasswordPolicy();
  private final PasswordPolicy.Person person =
      new PasswordPolicy.Person("gulnaz.k", "g.khattak@fmu.example", "Gulnaz", "Khattak");

  private record Pair(String access, String refresh) {}

  @BeforeAll
  static void listen() {
    lines.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(lines);
  }

  @AfterAll
  static void stopListening() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(lines);
  }

  @BeforeEach
  void later() {
    clock.advance(Duration.ofHours(2));
  }

  private static Response post(String path, Map<String, ?> body) {
    return given().spec(server.anonymous()).body(body).post("/api/auth/" + path);
  }

  private static Response login(String username, String password) {
    return post("login/", Map.of("identifier", username, "password", password));
  }

  private static Pair signIn(String username) {
    server.user(username, "Faculty", null);
    Response answer = login(username, TestServer.PASSWORD);
    answer.then().statusCode(200);
    return new Pair(answer.path("tokens.access"), answer.path("tokens.refresh"));
  }

  private static Response change(Pair who, String old, String next) {
    return given()
        .spec(server.withToken(who.access()))
        .body(Map.of("old_password", old, "new_password", next))
        .post("/api/auth/password/change/");
  }

  private static Response confirm(String token, String next) {
    return post("password/reset/confirm/", Map.of("token", token, "new_password", next));
  }

  private static void assertEnded(Pair pair) {
    given().spec(server.withToken(pair.access())).get("/api/auth/me/").then().statusCode(401);
    post("refresh/", Map.of("refresh", pair.refresh())).then().statusCode(401);
  }

  private static void assertAtFault(Response answer, String field) {
    answer.then().statusCode(400).body("error.details.keySet()", contains(field));
  }

  /** The token of the mail to that address, as soon as it is there. */
  private static String mailedToken(String address) {
    return await().atMost(SOON).until(() -> findMailed(address), Optional::isPresent).orElseThrow();
  }

  private static Optional<String> findMailed(String address) throws IOException {
    Path folder = server.folder().resolve("mail");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".eml")).toList()) {
        String text =
            Files.readString(file, StandardCharsets.UTF_8).replace("=\r\n", "").replace("=3D", "=");
        Matcher link = LINK.matcher(text);
        if (text.contains("To: " + address) && link.find()) {
          return Optional.of(link.group(1));
        }
      }
    }
    return Optional.empty();
  }

  private static String reset(String username) {
    String address = username + "@fmu.example";
    post("password/reset/", Map.of("email", address)).then().statusCode(202);
    return mailedToken(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fifteen letters",
        "nine purple otters juggle",
        "میرا پسندیدہ موسم بہار ہے",
        "پہاڑوں پر برف گرتی ہے",
        "🐘🦊🌧🚲🍋🎻🧭🪁🌵🐙🧶🥁🪐🦉🍄",
        "blue🐘fox🌧rain🚲sky",
        "?;}!{(~&#*<_+|=^",
        "  spaces count too  ",
        "zażółć gęślą jaźń"
      })
  void anyLongEnoughPhraseMayBeSet(String password) {
    assertThat(policy.refusal(password, person)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fourteen chars",
        "🐘🦊🌧🚲🍋🎻🧭🪁🌵🐙🧶🥁🪐🦉",
        "aaaaaaaaaaaaaaaaaaaa",
        "ababababababababab",
        "otter otter otter otter",
        "purple kite purple kite ",
        "Nine otters nine otters Nine otters",
        "🐘🦊🌧🚲🍋🐘🦊🌧🚲🍋🐘🦊🌧🚲🍋",
        "abcdefghijklmnopqrst",
        "12345678901234567890",
        "qwertyuiopasdfghjkl",
        "!@#$%^&*()_+{}|:",
        "passwordpassword1",
        "password12345678",
        "iloveyou-iloveyou",
        "Student Information",
        "gulnaz likes mangoes",
        "my name is KHATTAK ok",
        "the kattahk zanlug way",
        "g.khattak@fmu.example"
      })
  void whatIsShortCommonOrPersonalMayNot(String password) {
    assertThat(policy.refusal(password, person)).isPresent();
  }

  @Test
  void lengthIsCountedInCodePoints() {
    String words = "the quick brown fox jumps over a lazy dog while seven wizards brew fine tea ";
    String longest = words.repeat(2).substring(0, 126) + "🐘🦊";
    String other = "and" + longest.substring(3);
    assertThat(longest.codePointCount(0, longest.length())).isEqualTo(128);
    assertThat(policy.refusal(other, person)).isEmpty();
    assertThat(policy.refusal(other + "x", person)).isPresent();
  }

  @Test
  void theOwnerChangesThePasswordAndEverySignInEnds() {
    Pair first = signIn("changer");
    Pair second = signIn("changer");
    assertAtFault(change(first, "not the present one", NEXT), "old_password");
    assertAtFault(change(first, TestServer.PASSWORD, "too short"), "new_password");
    assertAtFault(change(first, TestServer.PASSWORD, "changer likes mangoes"), "new_password");
    assertAtFault(change(first, TestServer.PASSWORD, TestServer.PASSWORD), "new_password");
    given().spec(server.withToken(second.access())).get("/api/auth/me/").then().statusCode(200);
    String spaced = "  " + NEXT + " 🐘 بہار  ";
    Response changed = change(first, TestServer.PASSWORD, spaced);
    assertThat(changed.statusCode()).isEqualTo(204);
    assertThat(changed.asString()).isEmpty();
    assertEnded(first);
    assertEnded(second);
    login("changer", TestServer.PASSWORD).then().statusCode(401);
    login("changer", spaced.strip()).then().statusCode(401);
    login("changer", spaced).then().statusCode(200);
    post("password/change/", Map.of("old_password", "x", "new_password", NEXT))
        .then()
        .statusCode(401);
    assertWrittenNowhere("changer", NEXT);
  }

  @Test
  void guessingTheOldPasswordEndsInAPause() {
    Pair pair = signIn("hijacked");
    for (int i = 0; i < 10; i++) {
      assertAtFault(change(pair, "a guess at it " + i, NEXT), "old_password");
    }
    Response refused = change(pair, TestServer.PASSWORD, NEXT);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isEqualTo(15 * 60);
  }

  @Test
  void aForgottenPasswordIsReplacedOnceWithTheTokenOfTheMail() {
    Pair pair = signIn("forgetful");
    server.user("untouched", "Faculty", null);
    String token = reset("forgetful");
    given().spec(server.withToken(pair.access())).get("/api/auth/me/").then().statusCode(200);
    assertAtFault(confirm(token + "x", NEXT), "token");
    assertAtFault(confirm("nonsense", NEXT), "token");
    assertAtFault(confirm(token, "too short"), "new_password");
    assertAtFault(confirm(token, "forgetful old person"), "new_password");
    assertThat(confirm(token, NEXT).statusCode()).isEqualTo(204);
    assertEnded(pair);
    login("forgetful", TestServer.PASSWORD).then().statusCode(401);
    login("forgetful", NEXT).then().statusCode(200);
    login("untouched", TestServer.PASSWORD).then().statusCode(200);
    assertAtFault(confirm(token, NEXT + " again"), "token");
    login("forgetful", NEXT).then().statusCode(200);
    assertWrittenNowhere("forgetful", NEXT);
    assertThat(said()).noneMatch(line -> line.contains(token));
    assertThat(server.id("select count(*) from job where payload::text like ?", "%" + token + "%"))
        .isZero();
  }

  @Test
  void aTokenOfAMailIsGoodForAnHour() {
    signIn("slow");
    signIn("slower");
    String slow = reset("slow");
    String slower = reset("slower");
    clock.advance(Duration.ofMinutes(59));
    assertThat(confirm(slow, NEXT).statusCode()).isEqualTo(204);
    clock.advance(Duration.ofMinutes(1));
    assertAtFault(confirm(slower, NEXT), "token");
    login("slower", TestServer.PASSWORD).then().statusCode(200);
  }

  @Test
  void askingForAResetTellsNothing() {
    signIn("discreet");
    String known =
        post("password/reset/", Map.of("email", "discreet@fmu.example"))
            .then()
            .statusCode(202)
            .extract()
            .asString();
    for (String email : List.of("nobody@fmu.example", "not an address", "DISCREET@fmu.example")) {
      String answer =
          post("password/reset/", Map.of("email", email))
              .then()
              .statusCode(202)
              .extract()
              .asString();
      assertThat(answer).isEqualTo(known);
    }
    assertAtFault(post("password/reset/", Map.of()), "email");
    mailedToken("discreet@fmu.example");
  }

  private static void assertWrittenNowhere(String username, String password) {
    assertThat(server.id("select count(*) from audit_entry where actor_username = ?", username))
        .isPositive();
    for (String secret : List.of(password, TestServer.PASSWORD, "argon2")) {
      assertThat(
              server.id(
                  "select count(*) from audit_entry e where e::text ilike ?", "%" + secret + "%"))
          .isZero();
      assertThat(said()).noneMatch(line -> line.contains(secret));
    }
  }

  /** All that the server has logged since this class began. */
  private static List<String> said() {
    List<ILoggingEvent> events;
    synchronized (lines) {
      events = List.copyOf(lines.list);
    }
    return events.stream()
        .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
        .toList();
  }
}
