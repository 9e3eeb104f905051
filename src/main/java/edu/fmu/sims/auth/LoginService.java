package edu.fmu.sims.auth;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.auth.Sessions.TokenPair;
import edu.fmu.sims.auth.Tokens.Claims;
import edu.fmu.sims.auth.Tokens.Kind;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in and out. A wrong identifier and a wrong password take the same steps and get the same
 * answer; that an account is inactive or locked is told only to who knows its password.
 */
public final class LoginService {
  private static final int OK = 200;

  private final Transactions transactions;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Tokens tokens;
  private final LoginThrottle throttle;
  private final AuditLog audit;
  private final Clock clock;

  public LoginService(
      Transactions transactions,
      Passwords passwords,
      Sessions sessions,
      Tokens tokens,
      AuditLog audit,
      Clock clock) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.sessions = sessions;
    this.tokens = tokens;
    this.throttle = new LoginThrottle(transactions, clock);
    this.audit = audit;
    this.clock = clock;
  }

  /** A successful sign-in. */
  public record SignedIn(UserView user, TokenPair tokens) {}

  private record Account(UserView user, String passwordHash) {}

  /**
   * Signs in by username or email, whatever its case.
   *
   * @param userAgent the program that signs in, as it calls itself
   * @throws Problem AUTH_INVALID_CREDENTIALS, AUTH_INACTIVE_ACCOUNT, AUTH_ACCOUNT_LOCKED, or 429
   */
  public SignedIn signIn(String identifier, String password, Origin origin, String userAgent) {
    String address = "address:" + origin.remoteAddr();
    Duration wait = throttle.wait(address);
    if (wait.isPositive()) {
      throw Problem.later(ProblemType.TOO_MANY_REQUESTS, wait);
    }
    Account account = find(identifier.strip()).orElse(null);
    String subject =
        account == null
            ? "unknown:" + identifier.strip().toLowerCase(Locale.ROOT)
            : "user:" + account.user().id();
    boolean matches = passwords.verify(password, account == null ? "" : account.passwordHash());
    // Asked after the slow comparison: of many attempts at once, the later ones find the lock.
    Duration locked = throttle.wait(subject);
    if (account == null || !matches) {
      throttle.failed(subject, address);
      throw new Problem(ProblemType.AUTH_INVALID_CREDENTIALS);
    }
    if (locked.isPositive()) {
      throw new Problem(
          ProblemType.AUTH_ACCOUNT_LOCKED,
          "This account is locked after too many wrong passwords. Try again in "
              + (locked.toMinutes() + 1)
              + " minutes.");
    }
    if (!account.user().isActive()) {
      throw new Problem(ProblemType.AUTH_INACTIVE_ACCOUNT);
    }
    return open(account, subject, origin, userAgent);
  }

  /** New tokens for a refresh token; see {@link Sessions#rotate}. */
  public TokenPair refresh(String refreshToken) {
    return sessions.rotate(refreshToken);
  }

  /** A new access token for a browser; see {@link Sessions#renew}. */
  TokenPair renew(String refreshToken) {
    return sessions.renew(refreshToken);
  }

  /**
   * Ends the sign-in of the refresh token, or the caller's own.
   *
   * @throws Problem AUTH_REQUIRED when there is neither
   */
  public void signOut(@Nullable String refreshToken, @Nullable Caller caller, Origin origin) {
    UUID own = caller == null ? null : caller.sessionId();
    if (caller != null && own != null) {
      end(own, caller);
    } else if (refreshToken == null) {
      throw new Problem(ProblemType.AUTH_REQUIRED);
    }
    if (refreshToken != null) {
      endByToken(refreshToken, origin);
    }
  }

  /** The user behind a caller. */
  public UserView me(Caller caller) {
    return user(caller.userId()).orElseThrow(() -> new Problem(ProblemType.AUTH_TOKEN_INVALID));
  }

  private Optional<UserView> user(long id) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select " + UserView.COLUMNS + " from app_user u where u.id = ?")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(UserView.of(rows)) : Optional.empty();
            }
          }
        });
  }

  private void endByToken(String refreshToken, Origin origin) {
    try {
      Claims claims = tokens.read(Kind.REFRESH, refreshToken);
      user(claims.userId()).ifPresent(user -> end(claims.sessionId(), caller(user, origin)));
    } catch (Problem dead) {
      if (dead.type() != ProblemType.AUTH_TOKEN_EXPIRED) {
        throw dead; // an expired token is dead already, which is all that was asked for
      }
    }
  }

  private void end(UUID session, Caller whose) {
    transactions.run(
        () -> {
          if (sessions.end(session, "signed out")) {
            audit.record(whose, OK, "Session", "", whose.username() + " signed out", null, null);
          }
        });
  }

  private static Caller caller(UserView user, Origin origin) {
    return new Caller(user.id(), user.username(), Role.of(user.role()), null, null, origin);
  }

  private SignedIn open(Account account, String subject, Origin origin, String userAgent) {
    UserView user = account.user();
    return transactions.call(
        () -> {
          if (!touch(account)) {
            throw new Problem(ProblemType.AUTH_INVALID_CREDENTIALS);
          }
          throttle.succeeded(subject);
          TokenPair pair = sessions.open(user.id(), origin.remoteAddr(), userAgent);
          audit.record(
              caller(user, origin), OK, "Session", "", user.username() + " signed in", null, null);
          return new SignedIn(user, pair);
        });
  }

  /**
   * Whether the password is still the one that was compared. The row stays locked until the sign-in
   * is stored, so that a change of the password finds it there and ends it.
   */
  private boolean touch(Account account) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update app_user set last_login = ?"
                      + " where id = ? and password_hash = ? and is_active")) {
            update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            update.setLong(2, account.user().id());
            update.setString(3, account.passwordHash());
            return update.executeUpdate() == 1;
          }
        });
  }

  private Optional<Account> find(String identifier) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + UserView.COLUMNS
                      + ", u.password_hash from app_user u where lower(u.username) = lower(?)"
                      + " or (u.email <> '' and lower(u.email) = lower(?))"
                      + " order by lower(u.username) = lower(?) desc limit 1")) {
            select.setString(1, identifier);
            select.setString(2, identifier);
            select.setString(3, identifier);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next()
                  ? Optional.of(new Account(UserView.of(rows), rows.getString("password_hash")))
                  : Optional.empty();
            }
          }
        });
  }
}
