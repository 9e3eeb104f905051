package edu.fmu.sims.demo;

import edu.fmu.sims.auth.Passwords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * Fills a database with the demo data. The same number of students and the same date give the same
 * data. Everything happens in one transaction: a failure leaves the database as it was.
 */
public final class DemoSeeder {
  /** More would rather be a load test's job. */
  public static final int MOST_STUDENTS = 20_000;

  private static final long LOCK = 0x53494d5344454d4fL;
  private static final String UNIQUE_VIOLATION = "23505";

  private final DataSource owner;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param owner connections of the role that owns the tables
   * @param zone the institution's time zone: what "today" means
   */
  public DemoSeeder(DataSource owner, Clock clock, ZoneId zone) {
    this.owner = owner;
    this.clock = clock;
    this.zone = zone;
  }

  /** What one transaction does. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Brings the demo data in. Where it is already for the same number of students, nothing changes.
   *
   * @param students how many students, from 0 to {@value #MOST_STUDENTS}
   * @param password of every demo account
   * @param clear takes present demo data out first
   * @param force also beside real data
   * @throws SeedRefusedException when real data is there and {@code force} is not given, demo data
   *     for another number is there and {@code clear} is not given, or it cannot be taken out
   *     safely
   * @throws IllegalArgumentException when the number is out of range
   */
  public SeedSummary seed(int students, String password, boolean clear, boolean force) {
    if (students < 0 || students > MOST_STUDENTS) {
      throw new IllegalArgumentException(
          "students must be from 0 to " + MOST_STUDENTS + ", not " + students);
    }
    return transaction(
        connection -> {
          if (clear) {
            DemoClearer.clear(connection);
          }
          int present = DemoMark.students(connection);
          if (present == students) {
            return summary(connection, false);
          }
          if (present >= 0) {
            throw new SeedRefusedException(
                "demo data for " + present + " students is here already; --clear replaces it");
          }
          String real = realData(connection);
          if (!force && !real.isEmpty()) {
            throw new SeedRefusedException(
                "the database holds real data (" + real + "); --force adds demo data beside it");
          }
          write(connection, students, password);
          return summary(connection, true);
        });
  }

  /**
   * Brings the demo data in where the database is empty.
   *
   * @return false when demo or real data was there, and nothing was done
   */
  public boolean seedOnce(int students, String password) {
    boolean empty = transaction(c -> !DemoMark.present(c) && realData(c).isEmpty());
    return empty && seed(students, password, false, false).changed();
  }

  /**
   * What is in the database that the seeder did not make; empty for nothing. Administrators do not
   * count: the first one is made before anything else.
   */
  private static String realData(Connection connection) throws SQLException {
    StringBuilder found = new StringBuilder();
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("student", "app_user", "program", "course", "term", "section")) {
        String sql =
            "select count(*) from "
                + table
                + " where id not in (select row_id from demo_row where kind = '"
                + table
                + "')"
                + (table.equals("app_user") ? " and role is distinct from 'Admin'" : "");
        try (ResultSet row = statement.executeQuery(sql)) {
          row.next();
          if (row.getLong(1) > 0) {
            String name = table.equals("app_user") ? "user" : table;
            found
                .append(found.isEmpty() ? "" : ", ")
                .append(name)
                .append("s: ")
                .append(row.getLong(1));
          }
        }
      }
    }
    return found.toString();
  }

  private void write(Connection connection, int count, String password) throws SQLException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    Random random = new Random(31L * count + today.toEpochDay());
    DemoPlan plan = DemoPlan.of(count, DemoTerm.around(today));
    SectionsWriter writer = new SectionsWriter(connection, zone, plan);
    try {
      long[] programs = writer.programs();
      long[] courses = writer.courses(programs);
      long[] terms = writer.terms();
      PeopleWriter.People people =
          new PeopleWriter(
                  connection, zone, plan.terms().getFirst(), new Passwords().hash(password))
              .write(plan, programs);
      DemoMark.mark(connection, "student", people.students());
      long[] sections = writer.sections(courses, terms, people.teachers());
      writer.enrollments(sections, people.students());
      writer.attendance(sections, people.students(), random);
      new ResultsWriter(connection, zone, plan, people, sections).write(random);
      writer.close(terms);
      new RequestsWriter(connection, zone, today).write(plan.students(), people.students(), random);
      OffsetDateTime now = clock.instant().atZone(zone).toOffsetDateTime();
      DemoMark.seeded(connection, count, today, now);
      audit(connection, count);
      analyze(connection);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new SeedRefusedException(
            "the demo data clashes with data that is here: " + firstLine(e), e);
      }
      throw e;
    }
  }

  private static void audit(Connection connection, int count) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into audit_entry (method, path, status_code, model, summary)
            values ('COMMAND', 'seed_demo', 201, 'demo', ?)""")) {
      insert.setString(1, "demo data for " + count + " students written");
      insert.executeUpdate();
    }
  }

  /** Fresh statistics: the first questions to a database that was empty get good plans, too. */
  private static void analyze(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "analyze student, app_user, course, section, enrollment, attendance, attendance_tally,"
              + " assessment, assessment_score, result, result_history, student_request");
    }
  }

  private static SeedSummary summary(Connection connection, boolean changed) throws SQLException {
    return new SeedSummary(
        changed,
        count(connection, "student"),
        count(connection, "app_user"),
        count(connection, "course"),
        count(connection, "section"),
        count(connection, "enrollment"),
        count(connection, "attendance"),
        count(connection, "assessment_score"),
        count(connection, "result"),
        count(connection, "student_request"));
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  /** One transaction, one seeder at a time. */
  private <T> T transaction(Work<T> work) {
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      try {
        lock(connection);
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the demo data could not be written: " + firstLine(e), e);
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.execute();
    }
  }
}
