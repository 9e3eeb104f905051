package edu.fmu.sims.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimsConfigTest {
  private static final String KEY = "k3y-of-a-test-1234567890-abcdefghij-xyz";

  private static Map<String, String> settings(String... pairs) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SECRET_KEY", KEY);
    settings.put("POSTGRES_PASSWORD", "owner");
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put(pairs[i], pairs[i + 1]);
    }
    return settings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "<generate-strong-secret-key> and then some more",
        "django-insecure-1234567890-abcdefghijklmnopqrst",
        "change-me-please-1234567890-abcdefghijklmnopqrst",
        "development-only-secret-key-of-no-value"
      })
  void withoutDebugAWeakKeyStopsTheBootInOneLine(String key) {
    assertThatThrownBy(() -> SimsConfig.from(settings("SECRET_KEY", key)))
        .isInstanceOf(ConfigException.class)
        .message()
        .startsWith("SECRET_KEY is ")
        .hasLineCount(1);
    assertThat(SimsConfig.from(settings("SECRET_KEY", key, "DEBUG", "True")).debug()).isTrue();
  }

  @Test
  void everyFaultIsListedAtOnce() {
    Map<String, String> bad =
        settings(
            "DEBUG", "perhaps",
            "SECRET_KEY", "x",
            "POSTGRES_PASSWORD", "",
            "POSTGRES_PORT", "99999",
            "EMAIL_USE_TLS", "maybe",
            "TIME_ZONE", "Nowhere",
            "SECURE_SSL_REDIRECT", "si",
            "SESSION_COOKIE_SECURE", "si",
            "CSRF_COOKIE_SECURE", "si",
            "SENTRY_DSN", "sentry.example",
            "SIMS_ROLE", "king");

    assertThatThrownBy(() -> SimsConfig.from(bad))
        .message()
        .contains(bad.keySet())
        .hasLineCount(bad.size());
  }

  @Test
  void djangoNamesAreAliases() {
    Map<String, String> settings = new HashMap<>();
    settings.put("DJANGO_SECRET_KEY", KEY);
    settings.put("DJANGO_POSTGRES_PASSWORD", "owner");
    settings.put("DJANGO_ALLOWED_HOSTS", "a.example, b.example");
    settings.put("DJANGO_SECURE_SSL_REDIRECT", "1");

    SimsConfig config = SimsConfig.from(settings);

    assertThat(config.tokens().key()).isEqualTo(KEY);
    assertThat(config.allowedHosts()).containsExactly("a.example", "b.example");
    assertThat(config.httpsOnly()).isTrue();
  }

  @Test
  void eitherCookieSettingMakesTheCookieSecure() {
    assertThat(SimsConfig.from(settings()).tokens().secureCookie()).isFalse();
    assertThat(SimsConfig.from(settings("CSRF_COOKIE_SECURE", "True")).tokens().secureCookie())
        .isTrue();
    assertThat(SimsConfig.from(settings("SESSION_COOKIE_SECURE", "True")).tokens().secureCookie())
        .isTrue();
    assertThat(SimsConfig.from(settings("SIMS_DOMAIN", "a.example")).tokens().secureCookie())
        .isTrue();
  }

  @Test
  void secretsComeFromFilesToo(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    System.setProperty("sims.env.SECRET_KEY_FILE", file.toString());
    try {
      assertThat(Environment.current()).containsEntry("SECRET_KEY", KEY);
      System.setProperty("sims.env.SECRET_KEY_FILE", folder.resolve("none").toString());
      assertThatThrownBy(Environment::current).hasMessageContaining("SECRET_KEY_FILE names a file");
    } finally {
      System.clearProperty("sims.env.SECRET_KEY_FILE");
    }
  }

  /** The names that are asked for while all settings are read. */
  private static Set<String> read() {
    Set<String> asked = new TreeSet<>();
    Map<String, String> recording =
        new HashMap<>(settings()) {
          private static final long serialVersionUID = 1L;

          @Override
          public @Nullable String get(Object name) {
            asked.add((String) name);
            return super.get(name);
          }
        };
    SimsConfig.from(recording);
    asked.removeIf(name -> name.startsWith("DJANGO_"));
    return asked;
  }

  private static Set<String> documented(String page) {
    return Pattern.compile("^\\| (`[A-Z_`, ]+`) \\|", Pattern.MULTILINE)
        .matcher(page)
        .results()
        .map(row -> row.group(1))
        .flatMap(names -> Pattern.compile("[A-Z_]{4,}").matcher(names).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everySettingIsDocumentedAndNoneIsStale() throws IOException {
    String page = Files.readString(Path.of("docs/ENV.md"));
    String application = page.substring(page.indexOf("## Application"), page.indexOf("## Logs"));

    assertThat(documented(application)).isEqualTo(read());
  }

  @Test
  void theExampleNamesDocumentedSettingsOnly() throws IOException {
    Set<String> example =
        Files.readAllLines(Path.of(".env.example")).stream()
            .filter(line -> line.matches("[A-Z_]+=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented(Files.readString(Path.of("docs/ENV.md")))).containsAll(example);
    assertThat(example)
        .contains(
            "DEBUG",
            "ALLOWED_HOSTS",
            "SECRET_KEY",
            "POSTGRES_DB",
            "POSTGRES_USER",
            "POSTGRES_PASSWORD",
            "EMAIL_HOST",
            "EMAIL_PORT",
            "EMAIL_USE_TLS",
            "EMAIL_HOST_USER",
            "EMAIL_HOST_PASSWORD",
            "SECURE_SSL_REDIRECT",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SENTRY_DSN");
  }
}
