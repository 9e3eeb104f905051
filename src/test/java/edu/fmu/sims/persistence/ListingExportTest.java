package edu.fmu.sims.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestTransactions;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Problem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An export holds every row, or there is none. */
class ListingExportTest {
  @AutoClose private static final TestDatabase database = TestDatabase.create();

  private final Listing<String> listing =
      Listing.of(
              TestTransactions.on(database.app()),
              String.class,
              "p.name",
              "program p",
              "p.id",
              row -> row.getString(1))
          .filter("name", Filter.text("p.name"))
          .wholeLimit(3)
          .build();

  private static ListRequest whole(String name) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    if (!name.isEmpty()) {
      parameters.add("name", name);
    }
    return ListRequest.of(URI.create("/api/programs/"), parameters, true);
  }

  @Test
  void oneRowTooManyIsRefusedWithTheRemedyAndNeverCutOff() throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into program (name) values ('A'), ('B'), ('C')");
      assertThat(listing.page(whole(""), Scope.ALL).results()).containsExactly("A", "B", "C");
      statement.execute("insert into program (name) values ('D')");
    }
    assertThatThrownBy(() -> listing.page(whole(""), Scope.ALL))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type().status()).isEqualTo(400);
              assertThat(problem)
                  .hasMessageContaining("more than 3 rows")
                  .hasMessageContaining("filter")
                  .hasMessageContaining("next_cursor");
            });
    assertThat(listing.page(whole("D"), Scope.ALL).results()).containsExactly("D");
  }

  @Test
  void aSearchIsPlannedForItsWordsAndNoPlanOfItIsKept() throws SQLException {
    Where search = new Where().among("id", "select id from program where name ilike ?", "%a word%");
    Where other = new Where().and("name = ?", "a name");
    try (Connection connection = database.owner().getConnection()) {
      assertThat(keptPlans(connection, search)).isZero();
      assertThat(keptPlans(connection, other)).isOne();
    }
  }

  /** How many plans the server keeps for the query after it was asked often. */
  private static int keptPlans(Connection connection, Where where) throws SQLException {
    String sql = "select id from program" + where.sql();
    for (int i = 0; i < 10; i++) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        where.bind(statement, 1);
        statement.executeQuery().close();
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet kept =
            statement.executeQuery(
                "select count(*) from pg_prepared_statements"
                    + " where statement like 'select id from program%'")) {
      kept.next();
      return kept.getInt(1);
    }
  }
}
