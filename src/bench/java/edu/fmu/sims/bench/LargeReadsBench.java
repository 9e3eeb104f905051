package edu.fmu.sims.bench;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reads that count or search through everything, at 100,000 students with six results and
 * attendance tallies each; {@code -Dreads.students=} for fewer. {@code -Dreads.plan=true} prints
 * the plan of each statement of the staff's dashboard.
 */
class LargeReadsBench {
  private static final Logger log = LoggerFactory.getLogger(LargeReadsBench.class);
  private static final int STUDENTS = Integer.getInteger("reads.students", 100_000);
  private static final int RUNS = 15;

  @AutoClose private static final TestServer server = TestServer.start();

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void aLargeUniversity() throws SQLException {
    long teacher = server.user("teacher", "Faculty", null);
    try (Connection connection = server.database().superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into program (name) select 'Program ' || n from generate_series(1, 40) n;
          insert into term (name, status) select 'Term ' || n,
            case when n = 12 then 'open' else 'closed' end from generate_series(1, 12) n;
          insert into course (code, title, program_id) select 'C-' || n, 'Course ' || n, 1 + n %% 40
            from generate_series(1, 800) n;
          insert into section (course_id, term_id, teacher_id, capacity)
            select 1 + n %% 800, 1 + n %% 12, %2$d, 1000 from generate_series(0, 11999) n;
          insert into student (reg_no, name, program_id, status)
            select 'FMU-' || lpad(n::text, 7, '0'), 'Student ' || md5(n::text), 1 + n %% 40,
              case when n %% 5 = 0 then 'graduated' else 'active' end
            from generate_series(1, %1$d) n;
          set session_replication_role = replica;
          insert into result (student_id, section_id, final_grade, state, published_at, published_by,
              frozen_at, frozen_by)
            select n, 1 + (n * 7 + k * 1999) %% 12000, 'B',
              case when k = 0 then 'draft' when k < 4 then 'published' else 'frozen' end,
              case when k > 0 then now() end, '', case when k > 3 then now() end, ''
            from generate_series(1, %1$d) n, generate_series(0, 5) k on conflict do nothing;
          insert into attendance_tally (section_id, student_id, present, absent)
            select 1 + (n * 7 + k * 1999) %% 12000, n, 20 + n %% 10, n %% 12
            from generate_series(1, %1$d) n, generate_series(0, 5) k on conflict do nothing;
          set session_replication_role = origin;"""
              .formatted(STUDENTS, teacher));
      statement.execute("vacuum analyze");
    }
  }

  @Test
  void whatCountsAndSearches() throws IOException, InterruptedException, SQLException {
    server.user("chief", "Admin", null);
    String token = server.signIn("chief");
    Map<String, String> reads = new LinkedHashMap<>();
    reads.put("the staff's dashboard", "/api/dashboard/stats/");
    reads.put("a page of students, counted", "/api/students/");
    reads.put("a page of students, not counted", "/api/students/?count=false");
    reads.put("students of a name, counted", "/api/students/?search=student%20abc");
    reads.put("a student by the number", "/api/students/?search=0004242");
    reads.put("a page of results, counted", "/api/results/");
    reads.put("a page of results, not counted", "/api/results/?count=false");
    reads.put("published results, counted", "/api/results/?state=published");
    reads.put("results of a student by search", "/api/results/?search=FMU-0004242");
    reads.put("results of a course by search", "/api/results/?search=C-42");
    reads.put(
        "results of a course by search, not counted", "/api/results/?search=C-42&count=false");
    reads.put("results of a grade by search", "/api/results/?search=B");
    reads.put("results of a grade by search, not counted", "/api/results/?search=B&count=false");
    BenchReport report = new BenchReport("large-reads");
    for (var read : reads.entrySet()) {
      double[] millis = new double[RUNS];
      for (int i = -3; i < RUNS; i++) {
        double took = millis(token, read.getValue());
        if (i >= 0) {
          millis[i] = took;
        }
      }
      report.median(read.getKey(), "ms", millis);
    }
    report.write();
    if (Boolean.getBoolean("reads.plan")) {
      plan("select count(*) from result where state = 'published'");
      plan(
          "select count(*) from (select student_id from attendance_tally where student_id in"
              + " (select student_id from attendance_tally where present + late < 3 * absent)"
              + " group by student_id"
              + " having sum(present + late) * 100 < sum(present + late + absent) * 75) low"
              + " join student st on st.id = low.student_id where st.status = 'active'");
    }
  }

  private static void plan(String sql) throws SQLException {
    try (Connection connection = server.database().owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("explain (analyze, buffers) " + sql)) {
      StringBuilder plan = new StringBuilder(sql);
      while (rows.next()) {
        plan.append('\n').append(rows.getString(1));
      }
      log.info("{}", plan);
    }
  }

  private double millis(String token, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + token)
            .build();
    long start = System.nanoTime();
    int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    double millis = (System.nanoTime() - start) / 1e6;
    assertThat(status).as(path).isEqualTo(200);
    return millis;
  }
}
