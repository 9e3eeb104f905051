package edu.fmu.sims.bench;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.auth.Passwords;
import edu.fmu.sims.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Whether the time of a refused sign-in tells if the account exists: medians of a known and of an
 * unknown one, asked in turn, and their ratio, which should lie within 1 % of 1 over {@code
 * -Dlogin.attempts=5000}.
 */
class LoginBench {
  private static final int ATTEMPTS = Integer.getInteger("login.attempts", 500);
  private static final int WARM_UP = 50;

  /** Fewer wrong passwords than lock an account. */
  private static final int FORGET_EVERY = 5;

  @AutoClose private static final TestServer server = TestServer.start();

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void knownAndUnknownAccountsTakeTheSameTime() throws IOException, InterruptedException {
    long account = server.user("known", "Faculty", null);
    // The test server's own accounts have a cheap hash.
    server.sql(
        "update app_user set password_hash = ? where id = ?",
        new Passwords().hash(TestServer.PASSWORD),
        account);
    double[] known = new double[ATTEMPTS];
    double[] unknown = new double[ATTEMPTS];
    for (int i = -WARM_UP; i < ATTEMPTS; i++) {
      if (i % FORGET_EVERY == 0) {
        server.sql("delete from login_throttle");
      }
      boolean knownFirst = i % 2 == 0;
      double first = millis(knownFirst ? "known" : "nobody");
      double second = millis(knownFirst ? "nobody" : "known");
      if (i >= 0) {
        known[i] = knownFirst ? first : second;
        unknown[i] = knownFirst ? second : first;
      }
    }
    BenchReport report = new BenchReport("login");
    double ofKnown = report.median("a known account, wrong password", "ms", known);
    double ofUnknown = report.median("an unknown account", "ms", unknown);
    report.value("known / unknown", "ratio", ofKnown / ofUnknown);
    Arrays.sort(known);
    Arrays.sort(unknown);
    report.value(
        "known / unknown at the ninetieth percentile",
        "ratio",
        BenchReport.quantile(known, 0.9) / BenchReport.quantile(unknown, 0.9));
    report.write();
  }

  private double millis(String identifier) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address() + "/api/auth/login/"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"identifier\": \""
                        + identifier
                        + "\", \"password\": \"wrong horse battery staple\"}"))
            .build();
    long start = System.nanoTime();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    double millis = (System.nanoTime() - start) / 1e6;
    assertThat(status).isEqualTo(401);
    return millis;
  }
}
