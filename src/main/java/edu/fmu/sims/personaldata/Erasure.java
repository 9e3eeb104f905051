package edu.fmu.sims.personaldata;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.students.StudentView;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Erases of a student who left what the institution need not keep: addresses, the account, words
 * written with requests, the marks that sign-ins and share links leave. The registration number,
 * the name, results, issued documents and both logs stay: the law wants them, and whoever holds a
 * transcript relies on them.
 */
public final class Erasure {
  private static final String ACTIVE = "active";
  private static final List<String> NAMES = List.of("username", "email", "first_name", "last_name");

  /** Accounts of staff who once studied here stay. */
  private static final String ACCOUNTS =
      "(select id from app_user where student_id = ? and role = 'Student')";

  private static final String SHARES =
      """
      update document_share set withdrawn_at = now() where withdrawn_at is null
         and document_id in (select id from document where student_id = ?)""";
  private static final String MAILS =
      """
      with who as (select cast(? as bigint) as id)
      update mail_ledger m set recipient = 'erased-' || m.id from who
       where m.state in ('sent', 'refused', 'uncertain') and m.recipient not like 'erased-%'
         and (m.job_id in (select j.id from job j where j.student_id = who.id)
           or lower(m.recipient) in (
             select lower(st.email) from student st where st.id = who.id and st.email <> ''
             union select lower(u.email) from app_user u
              where u.student_id = who.id and u.email <> ''))""";
  private static final String JOBS =
      """
      update job set payload = payload - 'email' where student_id = ?
         and jsonb_exists(payload, 'email') and state in ('succeeded', 'dead', 'cancelled')""";
  private static final String REQUESTS =
      """
      update student_request set notes = '', version = version + 1
       where student_id = ? and notes <> '' returning id""";
  private static final String SESSIONS =
      """
      update auth_session set remote_addr = '', user_agent = '',
        revoked_reason = coalesce(revoked_reason, 'personal data erased'),
        revoked_at = coalesce(revoked_at, now())
       where user_id in\
       """
          + ACCOUNTS;
  private static final String RESETS = "delete from password_reset where user_id in " + ACCOUNTS;
  private static final String USERS =
      """
      update app_user set username = 'erased-' || id, email = '', first_name = '', last_name = '',
        password_hash = '', is_active = false, version = version + 1
       where username not like 'erased-%' and id in\
       """
          + ACCOUNTS
          + " returning id";
  private static final String STUDENT =
      "update student set email = '', version = version + 1 where id = ? and email <> ''";
  private static final String LOCK = "select id from student where id = ? for update";

  private final Transactions transactions;
  private final AuditLog audit;
  private final StudentService students;
  private final Clock clock;

  public Erasure(Transactions transactions, AuditLog audit, StudentService students, Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.students = students;
    this.clock = clock;
  }

  /** How much was erased; a second time nothing is left. */
  public record Erased(
      long student, Instant erasedAt, int accounts, int requests, int mails, int shares) {}

  /**
   * Erases, and notes that it was done without what it was.
   *
   * @throws Problem 404 for an unknown student, 409 while the student is active
   */
  Erased of(Caller caller, long student, String reason) {
    return transactions.call(
        () -> {
          run(LOCK, student);
          StudentView who = students.get(caller, student);
          if (who.status().equals(ACTIVE)) {
            throw new Problem(
                ProblemType.CONFLICT,
                "The student is active and the data is in use. Change the status first.");
          }
          int shares = run(SHARES, student);
          int mails = run(MAILS, student);
          run(JOBS, student);
          List<Long> requests = ids(REQUESTS, student);
          run(SESSIONS, student);
          run(RESETS, student);
          List<Long> accounts = ids(USERS, student);
          run(STUDENT, student);
          String summary = "Student " + student + " personal data erased: " + reason;
          audit.erased(caller, "Student", List.of(student), List.of("email"), summary);
          audit.erased(caller, "Request", requests, List.of("notes"), summary);
          audit.erased(caller, "User", accounts, NAMES, summary);
          return new Erased(
              student, clock.instant(), accounts.size(), requests.size(), mails, shares);
        });
  }

  private List<Long> ids(String sql, long student) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, student);
            try (ResultSet rows = statement.executeQuery()) {
              List<Long> ids = new ArrayList<>();
              while (rows.next()) {
                ids.add(rows.getLong(1));
              }
              return ids;
            }
          }
        });
  }

  private int run(String sql, long student) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, student);
            return statement.execute() ? 0 : statement.getUpdateCount();
          }
        });
  }
}
