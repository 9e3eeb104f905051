package edu.fmu.sims.auth;

import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Counts wrong passwords. An account is locked for 15 minutes after ten within 15; an address waits
 * a growing time once it has failed more often than a whole class could by mistake. Known and
 * unknown accounts are counted alike, so that the count tells nobody which exist.
 */
final class LoginThrottle {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final int ACCOUNT_LIMIT = 10;
  private static final int ADDRESS_LIMIT = 200;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 6;

  private final Transactions transactions;
  private final Clock clock;

  LoginThrottle(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** How long the subject must still wait; zero when it need not. */
  Duration wait(String subject) {
    Instant until =
        transactions.sql(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select blocked_until from login_throttle where subject = ?")) {
                select.setString(1, subject);
                try (ResultSet rows = select.executeQuery()) {
                  Timestamp at = rows.next() ? rows.getTimestamp(1) : null;
                  return at == null ? Instant.MIN : at.toInstant();
                }
              }
            });
    Instant now = clock.instant();
    return !until.isAfter(now) ? Duration.ZERO : Duration.between(now, until);
  }

  /**
   * Notes a wrong password from that address for that account. What is tried on a locked account
   * does not lengthen the lock: a stranger could keep the owner out with one attempt each time.
   */
  void failed(String account, String address) {
    if (!wait(account).isPositive() && count(account) >= ACCOUNT_LIMIT) {
      block(account, LOCK);
    }
    int excess = count(address) - ADDRESS_LIMIT;
    if (excess >= 0) {
      Duration delay = Duration.ofSeconds(1L << Math.min(excess, DOUBLINGS));
      block(address, delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
    }
  }

  /** Counts another attempt of the subject; whether it has made more than that in the window. */
  boolean exceeds(String subject, int limit) {
    return count(subject) > limit;
  }

  /** The right password clears the account's count, not the address's. */
  void succeeded(String account) {
    transactions.sql(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from login_throttle where subject = ?")) {
            delete.setString(1, account);
            return delete.executeUpdate();
          }
        });
  }

  private int count(String subject) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    return transactions.sql(
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  """
                  insert into login_throttle as t (subject, failures, window_start) values (?, 1, ?)
                  on conflict (subject) do update set
                    failures = case when t.window_start <= ? then 1 else t.failures + 1 end,
                    window_start = case when t.window_start <= ? then excluded.window_start
                                        else t.window_start end
                  returning failures""")) {
            upsert.setString(1, subject);
            upsert.setObject(2, now);
            upsert.setObject(3, now.minus(WINDOW));
            upsert.setObject(4, now.minus(WINDOW));
            try (ResultSet rows = upsert.executeQuery()) {
              rows.next();
              return rows.getInt(1);
            }
          }
        });
  }

  private void block(String subject, Duration time) {
    OffsetDateTime until = clock.instant().plus(time).atOffset(ZoneOffset.UTC);
    transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update login_throttle set blocked_until = ? where subject = ?")) {
            update.setObject(1, until);
            update.setString(2, subject);
            return update.executeUpdate();
          }
        });
  }
}
