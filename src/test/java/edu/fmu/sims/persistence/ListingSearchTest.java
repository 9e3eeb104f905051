package edu.fmu.sims.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.StatementCount;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Words are found by the same rule however many rows hold them. */
class ListingSearchTest {
  private static final int STUDENTS = 12_000;

  @AutoClose private static final TestDatabase database = TestDatabase.create();
  @AutoClose private static final SessionFactory sessions = SessionFactories.build(List.of());
  private static final StatementCount count = new StatementCount();

  private final Listing<String> listing =
      Listing.of(
              new Transactions(sessions, count.over(database.app())),
              String.class,
              "s.name",
              "student s join program p on p.id = s.program_id",
              "s.id",
              row -> row.getString(1))
          .own("student s")
          .search("s.name", "p.name")
          .searchDay("s.intake")
          .build();

  @BeforeAll
  static void students() throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into program (name) values ('Medicine'), ('100%_Law')");
      statement.execute(
          "insert into student (reg_no, name, program_id, intake) select 'R' || n, 'Person ' || n,"
              + " case when n % 1000 = 0 then 2 else 1 end, date '2000-01-01' + n from generate_series(1, "
              + STUDENTS
              + ") n");
      statement.execute("analyze student");
    }
  }

  private Page<String> search(String words) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.add("search", words);
    parameters.add("page_size", "4");
    return listing.page(ListRequest.of(URI.create("/api/students/"), parameters, false), Scope.ALL);
  }

  @Test
  void aRareWordACommonOneAndBothTogetherFindWhatHoldsThem() {
    assertThat(search("PERSON").count()).as("common").isEqualTo(STUDENTS);
    assertThat(search("medicine").count()).as("common in another table").isEqualTo(11_988);
    assertThat(search("1199").results())
        .as("rare")
        .containsExactly("Person 1199", "Person 11199", "Person 11990", "Person 11991");
    assertThat(search("person 11999 med").results()).containsExactly("Person 11999");
    assertThat(search("12000 law").results()).as("both rare").containsExactly("Person 12000");
    assertThat(search("law person").count()).as("rare and common").isEqualTo(12);
    assertThat(search("person nobody").count()).isZero();
  }

  @Test
  void whatPatternsMeanIsMeantAsText() {
    assertThat(search("0%_").count()).isEqualTo(12);
    assertThat(search("%%%").count()).isZero();
    assertThat(search("_").count()).as("too short for an index").isEqualTo(12);
    assertThat(search("n").count()).isEqualTo(STUDENTS);
  }

  @Test
  void aDayIsFoundByAnyPartOfIt() {
    assertThat(search("2000-01-02").results()).containsExactly("Person 1");
    assertThat(search("2000-02 person").count()).isEqualTo(29);
    assertThat(search("2000-01-02-").count()).as("longer than a day").isZero();
  }

  @Test
  void aSearchTakesThreeStatementsAndOneForAShortWordTwo() {
    count.take();
    search("person 1199 law");
    assertThat(count.take()).isEqualTo(3);
    search("pe");
    assertThat(count.take()).isEqualTo(2);
  }
}
