package edu.fmu.sims.institution;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.SimsConfig.InstitutionConfig;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;

/** Keeps what pages and documents say of the institution. */
public final class InstitutionService {
  private static final long ID = 1;
  private static final String SELECT =
      "select name, address, office, signatory_name, signatory_title, version from institution";

  private final Transactions transactions;
  private final AuditLog audit;
  private final InstitutionView first;

  /**
   * @param first what is said until an Admin says otherwise
   * @param zone the institution's time zone
   */
  public InstitutionService(
      Transactions transactions, AuditLog audit, InstitutionConfig first, ZoneId zone) {
    this.transactions = transactions;
    this.audit = audit;
    this.first =
        new InstitutionView(first.name(), first.address(), first.office(), "", "", zone.getId(), 0);
  }

  /** What is said now. */
  public InstitutionView current() {
    return read(SELECT);
  }

  /**
   * Changes the fields that the body names.
   *
   * @throws Problem 400 with every field at fault, 412 when another change came first
   */
  InstitutionView change(Caller caller, Input<InstitutionBody> input, IfMatch condition) {
    return transactions.call(
        () -> {
          write(
              """
              insert into institution
                (name, address, office, signatory_name, signatory_title) values (?, ?, ?, ?, ?)
              on conflict do nothing""",
              first.body());
          InstitutionView before = read(SELECT + " for update");
          condition.check(before.version());
          write(
              """
              update institution set name = ?, address = ?, office = ?, signatory_name = ?,
                signatory_title = ?, version = version + 1""",
              input.over(before.body()));
          InstitutionView after = current();
          audit.updated(caller, "Institution", ID, before, after);
          return after;
        });
  }

  private InstitutionView read(String sql) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql);
              ResultSet rows = select.executeQuery()) {
            return rows.next() ? view(rows) : first;
          }
        });
  }

  private InstitutionView view(ResultSet row) throws SQLException {
    return new InstitutionView(
        row.getString("name"),
        row.getString("address"),
        row.getString("office"),
        row.getString("signatory_name"),
        row.getString("signatory_title"),
        first.timeZone(),
        row.getInt("version"));
  }

  private void write(String sql, InstitutionBody body) {
    transactions.sql(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, body.name());
            statement.setString(2, body.address());
            statement.setString(3, body.office());
            statement.setString(4, body.signatoryName());
            statement.setString(5, body.signatoryTitle());
            return statement.executeUpdate();
          }
        });
  }
}
