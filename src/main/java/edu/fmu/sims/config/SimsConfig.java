package edu.fmu.sims.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Every setting of the application. The names are those of the operators' runbook; {@code
 * DJANGO_NAME} is read as an alias of NAME. {@link #from} fails at once and lists every fault.
 *
 * @param debug development mode: a weak secret key is accepted
 * @param role which parts run in this process
 * @param migrate whether migrations run at start
 * @param zone the institution's time zone: what "today" means
 * @param publicUrl the address under which browsers and verifiers reach the system, without a slash
 *     at the end
 * @param mediaRoot where issued documents are kept
 */
public record SimsConfig(
    boolean debug,
    Role role,
    boolean migrate,
    ZoneId zone,
    String publicUrl,
    List<String> allowedHosts,
    Path mediaRoot,
    DatabaseConfig database,
    RedisConfig redis,
    MailConfig mail,
    TokenConfig tokens,
    JobConfig jobs,
    RetentionConfig retention,
    LimitConfig limits,
    InstitutionConfig institution) {

  /** Which parts of the application this process runs. */
  public enum Role {
    WEB,
    WORKER,
    ALL;

    public boolean runsJobs() {
      return this != WEB;
    }
  }

  /**
   * @param owner the role that owns the tables and runs migrations
   * @param app the run-time role, which owns nothing
   */
  public record DatabaseConfig(
      String host,
      int port,
      String name,
      Credentials owner,
      Credentials app,
      int webConnections,
      int jobConnections) {
    public String url() {
      return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }
  }

  /** A database role and its password. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * @param url {@code redis://[:password@]host:port/db}
   */
  public record RedisConfig(String url) {}

  /**
   * @param host the SMTP server; empty writes mail to {@code directory} or, without one, to the log
   * @param resendOnDoubt what to do with a mail of which nobody can know whether it was accepted
   * @param onPublish whether students are told of published results
   * @param publishDelay how long that waits, to be told together with what is published next
   */
  public record MailConfig(
      String host,
      int port,
      boolean startTls,
      boolean ssl,
      String user,
      String password,
      String from,
      String directory,
      Duration timeout,
      boolean resendOnDoubt,
      boolean onPublish,
      Duration publishDelay) {}

  /**
   * @param key signs tokens
   * @param formerKeys still accepted while keys rotate
   * @param secureCookie whether browsers send the cookie of a sign-in over TLS only
   */
  public record TokenConfig(
      String key,
      List<String> formerKeys,
      Duration accessLifetime,
      Duration refreshLifetime,
      boolean secureCookie) {}

  /**
   * @param slots how many jobs run at once in this process
   * @param lease how long a claim holds without renewal
   * @param retryBase the first delay after a passing failure; later ones double
   * @param drain how long a stop waits for running jobs
   */
  public record JobConfig(
      int slots, Duration lease, Duration poll, Duration retryBase, Duration drain) {}

  /**
   * How long things are kept.
   *
   * @param jobs ended jobs
   * @param jobFiles files that jobs made for download
   * @param signIns sign-ins after their end
   * @param mailFolder mails in {@code SIMS_MAIL_DIR}
   */
  public record RetentionConfig(
      Duration jobs, Duration jobFiles, Duration signIns, Duration mailFolder) {}

  /**
   * @param requestsPerSecond what one user, or one address of nobody signed in, may ask for in the
   *     long run
   * @param burst how many requests at once
   * @param statement how long one statement of a request may take
   * @param verifyPerMinute how many codes one address may have checked in the long run; a file
   *     counts as four
   * @param verifyBurst how many codes at once
   */
  public record LimitConfig(
      int requestsPerSecond, int burst, Duration statement, int verifyPerMinute, int verifyBurst) {}

  /** What the letterhead says. */
  public record InstitutionConfig(String name, String address, String office) {}

  private static final Set<String> SECRETS =
      Set.of(
          "SECRET_KEY",
          "SECRET_KEY_FALLBACKS",
          "POSTGRES_PASSWORD",
          "POSTGRES_APP_PASSWORD",
          "EMAIL_HOST_PASSWORD",
          "REDIS_URL",
          "SENTRY_DSN");
  private static final int LEAST_KEY_LENGTH = 32;
  private static final String DEVELOPMENT_KEY = "development-only-secret-key-of-no-value";

  static boolean isSetting(String name) {
    return SECRETS.contains(name);
  }

  /**
   * Reads and checks all settings.
   *
   * @throws ConfigException naming every fault
   */
  public static SimsConfig from(Map<String, String> settings) {
    SettingsReader read = new SettingsReader(settings);
    boolean debug = read.flag("DEBUG", false);
    SimsConfig config =
        new SimsConfig(
            debug,
            Role.valueOf(
                read.oneOf("SIMS_ROLE", "all", "web", "worker", "all").toUpperCase(Locale.ROOT)),
            read.oneOf("SIMS_MIGRATE", "on", "on", "off").equals("on"),
            read.zone("TIME_ZONE", "Asia/Karachi"),
            publicUrl(read),
            read.list("ALLOWED_HOSTS", List.of("localhost", "127.0.0.1", "[::1]")),
            Path.of(read.text("MEDIA_ROOT", "media")),
            database(read),
            new RedisConfig(read.text("REDIS_URL", "redis://localhost:6379/0")),
            mail(read),
            tokens(read, debug),
            new JobConfig(
                read.number("SIMS_JOB_SLOTS", 4, 1, 64),
                Duration.ofSeconds(read.number("SIMS_JOB_LEASE_SECONDS", 30, 1, 3600)),
                Duration.ofMillis(read.number("SIMS_JOB_POLL_MILLIS", 1000, 10, 60_000)),
                Duration.ofMillis(read.number("SIMS_JOB_RETRY_BASE_MILLIS", 60_000, 1, 3_600_000)),
                Duration.ofSeconds(read.number("SIMS_JOB_DRAIN_SECONDS", 25, 0, 600))),
            new RetentionConfig(
                days(read, "SIMS_KEEP_JOBS_DAYS", 90),
                days(read, "SIMS_KEEP_JOB_FILES_DAYS", 7),
                days(read, "SIMS_KEEP_SIGN_INS_DAYS", 30),
                days(read, "SIMS_KEEP_MAIL_DAYS", 30)),
            new LimitConfig(
                read.number("SIMS_RATE_PER_SECOND", 200, 1, 100_000),
                read.number("SIMS_RATE_BURST", 1000, 1, 1_000_000),
                Duration.ofSeconds(read.number("SIMS_STATEMENT_SECONDS", 30, 1, 600)),
                read.number("SIMS_VERIFY_PER_MINUTE", 120, 1, 1_000_000),
                read.number("SIMS_VERIFY_BURST", 200, 4, 1_000_000)),
            new InstitutionConfig(
                read.text("INSTITUTION_NAME", "FMU Medical University"),
                read.text("INSTITUTION_ADDRESS", "Sargodha Road, Faisalabad, Pakistan"),
                read.text("INSTITUTION_OFFICE", "Office of the Registrar")));
    if (!read.faults().isEmpty()) {
      throw new ConfigException(read.faults());
    }
    return config;
  }

  private static Duration days(SettingsReader read, String name, int usual) {
    return Duration.ofDays(read.number(name, usual, 1, 36_500));
  }

  private static DatabaseConfig database(SettingsReader read) {
    String password = read.text("POSTGRES_PASSWORD", "");
    if (password.isEmpty()) {
      read.fault("POSTGRES_PASSWORD is missing: set the password of the database owner");
    }
    return new DatabaseConfig(
        read.text("POSTGRES_HOST", "localhost"),
        read.number("POSTGRES_PORT", 5432, 1, 65_535),
        read.text("POSTGRES_DB", "sims_db"),
        new Credentials(read.text("POSTGRES_USER", "sims_user"), password),
        new Credentials(
            read.text("POSTGRES_APP_USER", "sims_app"),
            read.text("POSTGRES_APP_PASSWORD", derived(password))),
        read.number("SIMS_DB_CONNECTIONS", 20, 2, 500),
        read.number("SIMS_DB_JOB_CONNECTIONS", 8, 2, 500));
  }

  private static MailConfig mail(SettingsReader read) {
    return new MailConfig(
        read.text("EMAIL_HOST", ""),
        read.number("EMAIL_PORT", 587, 1, 65_535),
        read.flag("EMAIL_USE_TLS", false),
        read.flag("EMAIL_USE_SSL", false),
        read.text("EMAIL_HOST_USER", ""),
        read.text("EMAIL_HOST_PASSWORD", ""),
        read.text("DEFAULT_FROM_EMAIL", "noreply@fmu.edu.pk"),
        read.text("SIMS_MAIL_DIR", ""),
        Duration.ofSeconds(read.number("EMAIL_TIMEOUT", 20, 1, 600)),
        read.oneOf("MAIL_ON_DOUBT", "resend", "resend", "park").equals("resend"),
        read.oneOf("MAIL_ON_PUBLISH", "on", "on", "off").equals("on"),
        Duration.ofSeconds(read.number("MAIL_ON_PUBLISH_DELAY_SECONDS", 300, 0, 86_400)));
  }

  private static TokenConfig tokens(SettingsReader read, boolean debug) {
    String key = read.text("SECRET_KEY", debug ? DEVELOPMENT_KEY : "");
    if (!debug) {
      if (key.isEmpty()) {
        read.fault("SECRET_KEY is missing: set a random text of at least 32 characters");
      } else if (isWeak(key)) {
        read.fault(
            "SECRET_KEY is weak or a default: set a random text of at least 32 characters, for"
                + " example from `openssl rand -base64 48`");
      }
    }
    return new TokenConfig(
        key,
        read.list("SECRET_KEY_FALLBACKS", List.of()),
        Duration.ofMinutes(read.number("JWT_ACCESS_TOKEN_LIFETIME", 60, 1, 10_080)),
        Duration.ofMinutes(read.number("JWT_REFRESH_TOKEN_LIFETIME", 1440, 1, 525_600)),
        read.flag("SESSION_COOKIE_SECURE", publicUrl(read).startsWith("https:")));
  }

  private static boolean isWeak(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return key.length() < LEAST_KEY_LENGTH
        || key.chars().distinct().count() < 10
        || key.equals(DEVELOPMENT_KEY)
        || lower.contains("insecure")
        || lower.contains("change-me")
        || lower.contains("changeme")
        || lower.contains("your-secret")
        || lower.contains("generate-strong");
  }

  private static String publicUrl(SettingsReader read) {
    String fallback =
        read.isSet("SIMS_DOMAIN")
            ? "https://" + read.text("SIMS_DOMAIN", "")
            : "http://localhost:8000";
    String url = read.text("PUBLIC_URL", fallback);
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * The run-time role's password when none is set: made from the owner's, so that one secret
   * suffices, and not to be turned back into it.
   */
  private static String derived(String ownerPassword) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              ("sims:" + ownerPassword).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal("run-time role".getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HmacSHA256", e);
    }
  }
}
