package edu.fmu.sims.auth;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.auth.Tokens.Claims;
import edu.fmu.sims.auth.Tokens.Kind;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins. Each is a row that names the one refresh token that works; ending the row ends every
 * token of the sign-in at once, on every node, because each request asks for the row.
 */
public final class Sessions {
  private final Transactions transactions;
  private final Tokens tokens;
  private final Clock clock;

  public Sessions(Transactions transactions, Tokens tokens, Clock clock) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The pair that a client holds.
   *
   * @param refresh null where a browser holds it in a cookie
   */
  public record TokenPair(String access, @Nullable String refresh) {
    TokenPair withoutRefresh() {
      return new TokenPair(access, null);
    }
  }

  /**
   * A new sign-in of that user.
   *
   * @param userAgent the program that signs in, for the user to tell the own sign-ins apart
   */
  TokenPair open(long userId, String remoteAddr, String userAgent) {
    UUID session = UUID.randomUUID();
    UUID refresh = UUID.randomUUID();
    OffsetDateTime now = now();
    transactions.sql(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  insert into auth_session (id, user_id, current_refresh, created_at, expires_at,
                    remote_addr, user_agent) values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, session);
            insert.setLong(2, userId);
            insert.setObject(3, refresh);
            insert.setObject(4, now);
            insert.setObject(5, now.plus(tokens.lifetime(Kind.REFRESH)));
            insert.setString(6, remoteAddr);
            insert.setString(7, userAgent);
            return insert.executeUpdate();
          }
        });
    return pair(userId, session, refresh);
  }

  /**
   * The successors of a refresh token, which works no more. A token that was used before is in
   * foreign hands or was, so its whole family ends (RFC 9700, section 4.14).
   *
   * @throws Problem AUTH_TOKEN_INVALID or AUTH_TOKEN_EXPIRED
   */
  TokenPair rotate(String refreshToken) {
    return succeed(tokens.read(Kind.REFRESH, refreshToken), UUID.randomUUID());
  }

  /**
   * A new access token for a browser, whose refresh token stays what it is and only lasts longer: a
   * cookie that no script reads is used by several tabs at once and by a page that is loaded again
   * before the answer came, which must not look like theft. Used elsewhere, the token rotates, and
   * the cookie is then the reused one.
   *
   * @throws Problem AUTH_TOKEN_INVALID or AUTH_TOKEN_EXPIRED
   */
  TokenPair renew(String refreshToken) {
    Claims held = tokens.read(Kind.REFRESH, refreshToken);
    return succeed(held, held.id());
  }

  private TokenPair succeed(Claims old, UUID next) {
    OffsetDateTime now = now();
    boolean rotated =
        transactions.sql(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      """
                      update auth_session s set current_refresh = ?, expires_at = ?
                       where s.id = ? and s.current_refresh = ? and s.user_id = ?
                         and s.revoked_at is null and s.expires_at > ?
                         and exists (select from app_user u where u.id = s.user_id and u.is_active)\
                      """)) {
                update.setObject(1, next);
                update.setObject(2, now.plus(tokens.lifetime(Kind.REFRESH)));
                update.setObject(3, old.sessionId());
                update.setObject(4, old.id());
                update.setLong(5, old.userId());
                update.setObject(6, now);
                return update.executeUpdate() == 1;
              }
            });
    if (!rotated) {
      end(old.sessionId(), "refresh token reused");
      throw new Problem(ProblemType.AUTH_TOKEN_INVALID);
    }
    return pair(old.userId(), old.sessionId(), next);
  }

  /** Ends a sign-in; whether it was not ended before, which changes nothing. */
  boolean end(UUID session, String reason) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  update auth_session set revoked_at = ?, revoked_reason = ?
                   where id = ? and revoked_at is null""")) {
            update.setObject(1, now());
            update.setString(2, reason);
            update.setObject(3, session);
            return update.executeUpdate() == 1;
          }
        });
  }

  /** Ends every sign-in of a user: after a change of password, role, or standing. */
  public void endAll(long userId, String reason) {
    transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  update auth_session set revoked_at = ?, revoked_reason = ?
                   where user_id = ? and revoked_at is null""")) {
            update.setObject(1, now());
            update.setString(2, reason);
            update.setLong(3, userId);
            return update.executeUpdate();
          }
        });
  }

  /**
   * Who speaks with that access token, as the database knows the user now.
   *
   * @throws Problem AUTH_TOKEN_INVALID or AUTH_TOKEN_EXPIRED
   */
  public Caller authenticate(String accessToken, Origin origin) {
    Claims claims = tokens.read(Kind.ACCESS, accessToken);
    Optional<Caller> caller =
        transactions.sql(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      """
                      select u.id, u.username, u.role, u.student_id
                        from auth_session s join app_user u on u.id = s.user_id
                       where s.id = ? and s.revoked_at is null and u.is_active""")) {
                select.setObject(1, claims.sessionId());
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next()
                      ? Optional.of(
                          new Caller(
                              rows.getLong(1),
                              rows.getString(2),
                              Role.of(rows.getString(3)),
                              rows.getObject(4, Long.class),
                              claims.sessionId(),
                              origin))
                      : Optional.empty();
                }
              }
            });
    return caller
        .filter(known -> known.userId() == claims.userId())
        .orElseThrow(() -> new Problem(ProblemType.AUTH_TOKEN_INVALID));
  }

  private TokenPair pair(long userId, UUID session, UUID refresh) {
    return new TokenPair(
        tokens.issue(Kind.ACCESS, new Claims(userId, session, UUID.randomUUID())),
        tokens.issue(Kind.REFRESH, new Claims(userId, session, refresh)));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
