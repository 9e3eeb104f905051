package edu.fmu.sims.auth;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Where the caller is signed in, and how to end a sign-in on a lost or foreign device. */
public final class SignInService {
  private static final int NO_CONTENT = 204;

  private final Transactions transactions;
  private final Sessions sessions;
  private final AuditLog audit;
  private final Clock clock;

  public SignInService(Transactions transactions, Sessions sessions, AuditLog audit, Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /** The caller's sign-ins that have not ended, the newest first. */
  List<SignInView> list(Caller caller) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select id, created_at, expires_at, remote_addr, user_agent from auth_session
                   where user_id = ? and revoked_at is null and expires_at > ?
                   order by created_at desc, id""")) {
            select.setLong(1, caller.userId());
            select.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
              List<SignInView> found = new ArrayList<>();
              while (rows.next()) {
                UUID id = rows.getObject("id", UUID.class);
                found.add(
                    new SignInView(
                        id,
                        Rows.instant(rows, "created_at"),
                        Rows.instant(rows, "expires_at"),
                        rows.getString("remote_addr"),
                        rows.getString("user_agent"),
                        id.equals(caller.sessionId())));
              }
              return found;
            }
          }
        });
  }

  /**
   * Ends one of the caller's sign-ins.
   *
   * @throws Problem 404 for one that has ended, and for anybody else's
   */
  void end(Caller caller, UUID id) {
    transactions.run(
        () -> {
          if (list(caller).stream().noneMatch(signIn -> signIn.id().equals(id))
              || !sessions.end(id, "ended by its user")) {
            throw Problem.notFound("Sign-in");
          }
          String what = caller.username() + " ended a sign-in";
          audit.record(caller, NO_CONTENT, "Session", "", what, null, null);
        });
  }
}
