package edu.fmu.sims.auth;

import edu.fmu.sims.jobs.Retention;
import edu.fmu.sims.persistence.Transactions;
import java.time.Duration;
import java.util.List;

/** How long ended sign-ins and used or expired password links are kept. */
public final class SignInRetention {
  private static final Duration RESETS = Duration.ofDays(1);

  private SignInRetention() {}

  /**
   * @param age for how long after its end a sign-in is kept, so that its use can be told
   */
  public static List<Retention> of(Transactions transactions, Duration age) {
    return List.of(
        Retention.rows(
            "sign_ins",
            transactions,
            age,
            """
            delete from auth_session where id in (
              select id from auth_session where expires_at < now() - ? * interval '1 s'
              order by expires_at limit ?)"""),
        Retention.rows(
            "password_resets",
            transactions,
            RESETS,
            """
            delete from password_reset where token_hash in (
              select token_hash from password_reset where expires_at < now() - ? * interval '1 s'
              limit ?)"""));
  }
}
