package edu.fmu.sims.persistence;

import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.OptionalLong;

/** Records that clients name by their unique name instead of their id. */
public final class Names {
  private final Transactions transactions;
  private final String sql;

  /**
   * @param table a table with the columns id and name
   */
  public Names(Transactions transactions, String table) {
    this.transactions = transactions;
    this.sql = "select id from " + table + " where name = ?";
  }

  /**
   * The id of the record of that name.
   *
   * @param field where the client wrote the name
   * @throws Problem 400 on the field when there is none
   */
  public long idOf(String field, String name) {
    OptionalLong id =
        transactions.sql(
            connection -> {
              try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
                }
              }
            });
    return id.orElseThrow(() -> Problem.field(field, "There is no " + field + " of this name."));
  }
}
