package edu.fmu.sims.auth;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.jobs.JobQueue;
import edu.fmu.sims.jobs.NewJob;
import edu.fmu.sims.jobs.Priority;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Passwords that their owners change, or have forgotten. Each new one ends every sign-in. */
public final class PasswordService {
  private static final int NO_CONTENT = 204;
  private static final int RESETS_PER_ADDRESS = 100;
  private static final Duration PAUSE = Duration.ofMinutes(15);

  private final Transactions transactions;
  private final Passwords passwords;
  private final PasswordPolicy policy;
  private final Sessions sessions;
  private final LoginThrottle throttle;
  private final AuditLog audit;
  private final JobQueue jobs;
  private final Clock clock;

  public PasswordService(
      Transactions transactions,
      Passwords passwords,
      PasswordPolicy policy,
      Sessions sessions,
      AuditLog audit,
      JobQueue jobs,
      Clock clock) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.policy = policy;
    this.sessions = sessions;
    this.throttle = new LoginThrottle(transactions, clock);
    this.audit = audit;
    this.jobs = jobs;
    this.clock = clock;
  }

  private record Owner(long id, String hash, String role, PasswordPolicy.Person person) {}

  /**
   * Replaces the caller's own password.
   *
   * @throws Problem 400 on {@code old_password} or {@code new_password}, 429 after too many wrong
   *     ones
   */
  void change(Caller caller, String oldPassword, String newPassword) {
    String account = "user:" + caller.userId();
    Duration wait = throttle.wait(account);
    if (wait.isPositive()) {
      throw Problem.later(ProblemType.TOO_MANY_REQUESTS, wait);
    }
    Owner owner =
        find("u.id = ?", caller.userId())
            .orElseThrow(() -> new Problem(ProblemType.AUTH_TOKEN_INVALID));
    if (!passwords.verify(oldPassword, owner.hash())) {
      throttle.failed(account, "address:" + caller.origin().remoteAddr());
      throw Problem.field("old_password", "This is not your present password.");
    }
    policy.check("new_password", newPassword, owner.person());
    if (PasswordPolicy.normalized(newPassword).equals(PasswordPolicy.normalized(oldPassword))) {
      throw Problem.field("new_password", "This is your present password. Choose another one.");
    }
    String hash = passwords.hash(newPassword);
    transactions.run(
        () -> {
          if (!store(owner, hash)) {
            throw new Problem(ProblemType.CONFLICT);
          }
          finish(caller, owner.id(), "password changed");
        });
  }

  /**
   * Has a mail sent that lets the owner of the address set a new password. Whether there is one is
   * found out by the job, so that the answer and its time are alike for everyone.
   *
   * @throws Problem 429 when one address asks too often
   */
  void requestReset(String email, Origin origin) {
    if (throttle.exceeds("reset:" + origin.remoteAddr(), RESETS_PER_ADDRESS)) {
      throw Problem.later(ProblemType.TOO_MANY_REQUESTS, PAUSE);
    }
    String address = email.toLowerCase(Locale.ROOT);
    transactions.run(
        () ->
            jobs.enqueue(
                NewJob.of(
                        PasswordResetMailJob.TYPE,
                        new PasswordResetMailJob.Payload(address),
                        Caller.anonymous(origin))
                    .with(Priority.HIGH)
                    .onceFor("password-reset:" + address)));
  }

  /**
   * Sets a new password with the token of a mail, which works once.
   *
   * @throws Problem 400 on {@code token} or {@code new_password}
   */
  void confirmReset(String token, String newPassword, Origin origin) {
    byte[] hash = ResetTokens.hash(token);
    Owner owner =
        find(
                "u.is_active and u.id = (select r.user_id from password_reset r"
                    + " where r.token_hash = ? and r.used_at is null and r.expires_at > ?)",
                hash,
                now())
            .orElseThrow(PasswordService::deadToken);
    policy.check("new_password", newPassword, owner.person());
    String passwordHash = passwords.hash(newPassword);
    Caller caller =
        new Caller(
            owner.id(), owner.person().username(), Role.of(owner.role()), null, null, origin);
    transactions.run(
        () -> {
          if (!use(hash)) {
            throw deadToken();
          }
          if (!store(owner, passwordHash)) {
            throw new Problem(ProblemType.CONFLICT);
          }
          finish(caller, owner.id(), "password reset");
        });
  }

  private static Problem deadToken() {
    return Problem.field("token", "This link was used, is too old, or never was. Ask for another.");
  }

  private void finish(Caller caller, long userId, String what) {
    sessions.endAll(userId, what);
    throttle.succeeded("user:" + userId);
    transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update password_reset set used_at = ? where user_id = ? and used_at is null")) {
            update.setObject(1, now());
            update.setLong(2, userId);
            return update.executeUpdate();
          }
        });
    audit.record(caller, NO_CONTENT, "User", String.valueOf(userId), what, null, null);
  }

  /** Whether the token was still unused; from now on it is used. */
  private boolean use(byte[] tokenHash) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  update password_reset set used_at = ?
                   where token_hash = ? and used_at is null and expires_at > ?""")) {
            update.setObject(1, now());
            update.setBytes(2, tokenHash);
            update.setObject(3, now());
            return update.executeUpdate() == 1;
          }
        });
  }

  /** Whether the password was still the one that was compared; from now on it is the new one. */
  private boolean store(Owner owner, String hash) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  update app_user set password_hash = ?, version = version + 1
                   where id = ? and password_hash = ?""")) {
            update.setString(1, hash);
            update.setLong(2, owner.id());
            update.setString(3, owner.hash());
            return update.executeUpdate() == 1;
          }
        });
  }

  private Optional<Owner> find(String condition, Object... parameters) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select u.id, u.password_hash, u.role, u.username, u.email, u.first_name,"
                      + " u.last_name from app_user u where "
                      + condition)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              return Optional.of(
                  new Owner(
                      row.getLong("id"),
                      row.getString("password_hash"),
                      String.valueOf(row.getString("role")),
                      new PasswordPolicy.Person(
                          row.getString("username"),
                          row.getString("email"),
                          row.getString("first_name"),
                          row.getString("last_name"))));
            }
          }
        });
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
