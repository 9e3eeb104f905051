package edu.fmu.sims.jobs;

import edu.fmu.sims.config.SimsConfig.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own limit over TCP: {@code pgbench} does the writes of a job that does nothing, one
 * transaction each for the insert, the claim and the finish, as the application does them.
 */
final class PgBench {
  private static final String LIFE_OF_A_JOB =
      """
      insert into job (type, payload, priority, created_by, max_attempts, state, run_at)
        values ('pgbench', '{}', 5, 'pgbench', 15, 'queued', now()) returning id \\gset
      with due as materialized (select id from job where id = any(array[:id]::bigint[])
          and state in ('queued', 'scheduled') and run_at <= now() for update skip locked)
        update job set state = 'running', epoch = epoch + 1, attempt = attempt + 1,
          worker = 'pgbench', lease_until = now() + interval '30 s', started_at = now()
        from due where job.id = due.id;
      update job set lease_until = null, worker = null, state = 'succeeded', finished_at = now(),
        error = '', result = '{}', done = 1 where id = :id and epoch = 1 and state = 'running';
      """;
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final int port;
  private final String database;
  private final Credentials role;

  PgBench(int port, String database, Credentials role) {
    this.port = port;
    this.database = database;
    this.role = role;
  }

  /**
   * Lives of jobs a second.
   *
   * @throws IOException without {@code pgbench}, which Debian has in its package postgresql
   */
  double jobsPerSecond(int clients, Duration length) throws IOException, InterruptedException {
    Path script = Files.createTempFile("life-of-a-job", ".sql");
    try {
      // A statement of a pgbench script ends with its line or a semicolon.
      Files.writeString(script, LIFE_OF_A_JOB);
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  "pgbench",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  String.valueOf(port),
                  "-U",
                  role.user(),
                  "-n",
                  "-M",
                  "prepared",
                  "-c",
                  String.valueOf(clients),
                  "-j",
                  String.valueOf(clients),
                  "-T",
                  String.valueOf(length.toSeconds()),
                  "-f",
                  script.toString(),
                  database));
      builder.environment().put("PGPASSWORD", role.password());
      Process process = builder.redirectErrorStream(true).start();
      String said;
      try (InputStream output = process.getInputStream()) {
        said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
      Matcher rate = RATE.matcher(said);
      if (process.waitFor() != 0 || !rate.find()) {
        throw new IOException("pgbench did not measure: " + said);
      }
      return Double.parseDouble(rate.group(1));
    } finally {
      Files.delete(script);
    }
  }
}
