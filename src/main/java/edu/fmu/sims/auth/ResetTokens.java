package edu.fmu.sims.auth;

import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Sha256;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/**
 * The tokens that stand for the owner of a mailbox: 256 random bits, good for an hour. Only their
 * hashes are stored, so that who reads the database cannot use them.
 */
final class ResetTokens {
  private static final int BYTES = 32;
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final int MOST_AT_ONCE = 5;

  private final SecureRandom random = new SecureRandom();
  private final Transactions transactions;
  private final Clock clock;

  ResetTokens(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What is kept of a token. */
  static byte[] hash(String token) {
    return Sha256.of(token);
  }

  /**
   * A new token for the active account of that address; empty when there is none, or when it was
   * sent several within the hour. Earlier ones stay good, for their mails may be on the way.
   *
   * @param again whether the mail was tried before, so that it counts as the same one
   */
  Optional<String> issue(String email, boolean again) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    deleteExpired(now);
    boolean stored =
        transactions.sql(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      """
                      insert into password_reset (token_hash, user_id, expires_at)
                      select ?, u.id, ? from app_user u
                       where lower(u.email) = lower(?) and u.email <> '' and u.is_active
                         and (? or (select count(*) from password_reset r where r.user_id = u.id) < ?)
                      returning user_id""")) {
                insert.setBytes(1, hash(token));
                insert.setObject(2, now.plus(LIFETIME));
                insert.setString(3, email);
                insert.setBoolean(4, again);
                insert.setInt(5, MOST_AT_ONCE);
                try (ResultSet rows = insert.executeQuery()) {
                  return rows.next();
                }
              }
            });
    return stored ? Optional.of(token) : Optional.empty();
  }

  private void deleteExpired(OffsetDateTime now) {
    transactions.sql(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from password_reset where expires_at <= ?")) {
            delete.setObject(1, now);
            return delete.executeUpdate();
          }
        });
  }
}
