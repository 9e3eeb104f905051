package edu.fmu.sims.auth;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of all people. A change of role, standing or password ends the account's sign-ins in
 * the same transaction, and at least one active Admin always remains.
 */
public final class AccountService {
  private static final String MODEL = "User";
  private static final int OK = 200;

  private final Transactions transactions;
  private final AuditLog audit;
  private final Passwords passwords;
  private final PasswordPolicy policy;
  private final Sessions sessions;
  private final Listing<AccountView> listing;
  private final Records<Account, AccountBody, AccountView> records;

  public AccountService(
      Transactions transactions,
      AuditLog audit,
      Passwords passwords,
      PasswordPolicy policy,
      Sessions sessions) {
    this.transactions = transactions;
    this.audit = audit;
    this.passwords = passwords;
    this.policy = policy;
    this.sessions = sessions;
    this.listing =
        Listing.of(
                transactions,
                AccountView.class,
                AccountView.COLUMNS,
                "app_user u",
                "u.id",
                AccountView::of)
            .filter("role", Filter.text("coalesce(u.role, 'User')"))
            .filter("is_active", Filter.flag("u.is_active"))
            .filter("username", Filter.text("u.username"))
            .filter("email", Filter.text("u.email"))
            .filter("student", Filter.number("u.student_id"))
            .search("u.username", "u.email", "u.first_name", "u.last_name")
            .order("username", "u.username", "text")
            .order("email", "u.email", "text")
            .orderNullable("last_login", "u.last_login", "timestamptz")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, MODEL, Account.class, AccountView::body);
  }

  Page<AccountView> page(ListRequest request) {
    return listing.page(request, Scope.ALL);
  }

  /** The accounts that are tied to a student. */
  public List<AccountView> ofStudent(long student) {
    return listing
        .page(ListRequest.whole(Map.of()), where -> where.and("u.student_id = ?", student))
        .results();
  }

  AccountView get(long id) {
    return listing.get(id, Scope.ALL);
  }

  /** {@link #get}, as the record stood then; a sign-in later than that is left out. */
  AccountView asOf(Caller caller, long id, AsOf asOf) {
    AccountView then = records.asOf(caller, get(id), id, asOf);
    Instant at = asOf.at();
    return at == null ? then : then.signedInBefore(at);
  }

  AccountView create(Caller caller, Input<AccountBody> input) {
    AccountBody body = input.value();
    Account account = new Account(body);
    if (!body.password().isEmpty()) {
      policy.check("password", body.password(), body.person());
      account.setPassword(passwords.hash(body.password()));
    }
    return records.create(caller, account);
  }

  AccountView replace(Caller caller, long id, Input<AccountBody> input, IfMatch condition) {
    String hash = newHash(input);
    return transactions.call(
        () ->
            records.replace(
                caller,
                id,
                Scope.ALL,
                input,
                condition,
                (account, body) -> change(caller, account, body, hash)));
  }

  AccountView patch(Caller caller, long id, Input<AccountBody> input, IfMatch condition) {
    String hash = newHash(input);
    return transactions.call(
        () ->
            records.patch(
                caller,
                id,
                Scope.ALL,
                input,
                condition,
                (account, body) -> change(caller, account, body, hash)));
  }

  /** What the account left behind elsewhere keeps it; its own sign-ins and tokens do not. */
  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(
        caller,
        id,
        Scope.ALL,
        condition,
        account -> {
          keepAnAdmin(account, id, false);
          forget("delete from auth_session where user_id = ?", id);
          forget("delete from password_reset where user_id = ?", id);
        });
  }

  private void change(Caller caller, Account account, AccountBody body, @Nullable String hash) {
    long id = Objects.requireNonNull(account.id());
    boolean staysAdmin = body.isActive() && body.role().equals("Admin");
    keepAnAdmin(account, id, staysAdmin);
    boolean rightsChange = account.change(body);
    if (!body.password().isEmpty()) {
      policy.check("password", body.password(), body.person());
      account.setPassword(Objects.requireNonNull(hash));
      audit.record(caller, OK, MODEL, String.valueOf(id), "password set", null, null);
    }
    if (rightsChange || !body.password().isEmpty()) {
      sessions.endAll(id, rightsChange ? "rights changed" : "password changed");
    }
  }

  /** Hashing takes long, so it is done before the transaction holds anything. */
  private @Nullable String newHash(Input<AccountBody> input) {
    String given = input.raw("password").asText("");
    return given.isEmpty() || !PasswordPolicy.hasLength(given) ? null : passwords.hash(given);
  }

  /**
   * Refuses to take away the last active Admin. The others are locked while they are counted, so
   * that two who demote each other at once cannot both succeed.
   */
  private void keepAnAdmin(Account account, long id, boolean staysAdmin) {
    if (!account.isActiveAdmin() || staysAdmin) {
      return;
    }
    boolean another =
        transactions.sql(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      """
                      select id from app_user
                       where role = 'Admin' and is_active and id <> ? order by id for update""")) {
                select.setLong(1, id);
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next();
                }
              }
            });
    if (!another) {
      throw new Problem(
          ProblemType.CONFLICT,
          "This is the last active Admin. Make another one first, or nobody could help anyone.");
    }
  }

  private void forget(String sql, long id) {
    transactions.sql(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, id);
            return delete.executeUpdate();
          }
        });
  }
}
