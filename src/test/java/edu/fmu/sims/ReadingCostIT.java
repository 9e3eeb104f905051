package edu.fmu.sims;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.demo.DemoSeeder;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What reading costs the database, on the data of a thousand students: PostgreSQL's own count of
 * statements for each request, and its plan for each of them. A query a row, or a scan through a
 * large table for a page or a record, fails here.
 */
class ReadingCostIT {
  private static final int STUDENTS = 1000;

  /** Who calls, the count, and the rows. */
  private static final int LIST_BUDGET = 3;

  /** Who calls, and the record. */
  private static final int RECORD_BUDGET = 2;

  private static final List<String> LARGE =
      List.of(
          "student",
          "enrollment",
          "attendance",
          "assessment_score",
          "result",
          "app_user",
          "auth_session");

  @AutoClose private static final TestServer server = TestServer.start();
  private static final Map<String, String> tokens = new HashMap<>();

  @BeforeAll
  static void aThousandStudents() throws SQLException {
    query("create extension if not exists pg_stat_statements");
    new DemoSeeder(server.database().owner(), Clock.systemUTC(), ZoneId.of("Asia/Karachi"))
        .seed(STUDENTS, TestServer.PASSWORD, false, false);
    server.sql("analyze");
  }

  /** Every list, and for those of records the first record. */
  static Stream<String> lists() throws IOException {
    List<String> routes = Files.readAllLines(Path.of("src/test/resources/routes.txt"));
    return routes.stream()
        .map(line -> line.split(" "))
        .filter(route -> route[0].equals("GET"))
        .map(route -> route[1])
        .filter(path -> routes.stream().anyMatch(line -> line.startsWith("GET " + path + "{id}/ ")))
        .filter(path -> !path.contains("transcripts"));
  }

  private static String token(String user) {
    return tokens.computeIfAbsent(user, server::signIn);
  }

  private static Response get(String token, String path) {
    Response answer = given().spec(server.withToken(token)).get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aPageAndARecordStayWithinTheirBudget(String path) throws SQLException {
    for (String role : List.of("admin", "faculty", "student")) {
      String token = token(role);
      if (given().spec(server.withToken(token)).get(path).statusCode() == 403) {
        continue;
      }
      forget();
      Response page = get(token, path + "?page_size=100");
      assertThat(reads())
          .as("%s %s as %s", path, "page", role)
          .hasSizeLessThanOrEqualTo(LIST_BUDGET);
      List<Object> ids = page.path("results.id");
      if (!ids.isEmpty()) {
        forget();
        Response record = get(token, path + ids.getFirst() + "/");
        assertThat(reads())
            .as("%s %s as %s", path, "record", role)
            .hasSizeLessThanOrEqualTo(RECORD_BUDGET);
        assertThat(record.header("ETag")).as(path).matches("\"-?\\d+\"");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void noRecordAndNoCursorPageScansALargeTable(String path) throws SQLException {
    String token = token("admin");
    Response page = get(token, path + "?page_size=20&count=false");
    List<Object> ids = page.path("results.id");
    String cursor = page.path("next_cursor");
    forget();
    if (!ids.isEmpty()) {
      get(token, path + ids.getFirst() + "/");
    }
    if (cursor != null) {
      get(token, path + "?page_size=20&count=false&cursor=" + cursor);
    }
    assertNoLargeScan(path);
  }

  /** What is no plain list of records: its statements, who calls among them, and their plans. */
  @ParameterizedTest
  @CsvSource({
    "/api/sections/result-progress/?page_size=100&term_status=open, 3",
    "/api/sections/result-progress/?page_size=100&marks_missing=true, 3",
    "/api/sections/result-progress/?page_size=100&ready=true&count=false, 2",
    "/api/attendance/standings/?page_size=100, 3",
    "/api/audit/disclosures/?page_size=100, 3",
    "/api/imports/?page_size=100, 3",
    "/api/auth/sign-ins/, 3",
    "/api/students/?search=waleed&page_size=100, 4",
    "/api/results/?search=mbbs-0042&page_size=100, 4",
    "/api/search/?q=waleed, 7"
  })
  void otherReadsStayWithinTheirBudgetToo(String path, int budget) throws SQLException {
    String token = token("admin");
    forget();
    get(token, path);
    assertThat(reads()).as(path).hasSizeLessThanOrEqualTo(budget);
    assertNoLargeScan(path);
  }

  /** Search as {@code Listing} writes it; a thousand rows alone would not be worth an index. */
  @Test
  void searchUsesTheTrigramIndexes() throws SQLException {
    String plan =
        plan(
            "explain select s.id from student s where s.id = any (array(select s.id from student s"
                + " where s.reg_no ilike '%MBBS-0042%' union all select s.id from student s"
                + " where s.name ilike '%Waleed%')) order by s.reg_no limit 50");
    assertThat(plan).contains("Index Scan on ix_student_reg_no_trgm");
  }

  private static void assertNoLargeScan(String path) throws SQLException {
    for (String query : reads()) {
      String plan = plan("explain (generic_plan) " + query);
      for (String table : LARGE) {
        assertThat(plan).as("%s\n%s", path, query).doesNotContain("Seq Scan on " + table + " ");
      }
    }
  }

  private static void query(String sql) throws SQLException {
    try (Connection connection = server.database().superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void forget() throws SQLException {
    query("select pg_stat_statements_reset()");
  }

  /** The application's selects since {@link #forget}, one entry a call. */
  private static List<String> reads() throws SQLException {
    List<String> reads = new ArrayList<>();
    try (Connection connection = server.database().superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select s.query, s.calls from pg_stat_statements s
                  join pg_roles r on r.oid = s.userid
                 where r.rolname = 'sims_app' and s.dbid = (
                         select oid from pg_database where datname = current_database())
                   and s.query ilike 'select%' and s.query not ilike '%job%'
                   and s.query not ilike 'select 1%' and s.query not ilike 'select now()%'""")) {
      while (rows.next()) {
        for (int call = 0; call < rows.getInt(2); call++) {
          reads.add(rows.getString(1));
        }
      }
    }
    return reads;
  }

  /** With scans priced out, one is left only where no index can serve. */
  private static String plan(String explain) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = server.database().superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set enable_seqscan = off");
      try (ResultSet rows = statement.executeQuery(explain)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
    }
    return plan.toString();
  }

  @Test
  void theHeaviestRequestsAreKnown() throws SQLException {
    String registrar = token("registrar");
    long student = server.id("select student_id from app_user where username = 'student'");
    Map<String, Integer> budgets =
        Map.of("/api/students/" + student + "/record/", 4, "/api/dashboard/stats/", 7);
    for (Map.Entry<String, Integer> request : budgets.entrySet()) {
      forget();
      get(registrar, request.getKey());
      assertThat(reads()).as(request.getKey()).hasSizeLessThanOrEqualTo(request.getValue());
    }
  }
}
