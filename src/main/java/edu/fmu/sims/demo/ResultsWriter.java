package edu.fmu.sims.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes assessments, marks and results, and takes the results through their states as people
 * would: drafted, published, corrected by an approved request, frozen. The database's own rules
 * watch.
 */
final class ResultsWriter {
  private static final int CHANGE_EVERY = 300;

  private enum Change {
    APPROVED("approved", "A page of the answer book was not counted."),
    PENDING("pending", "The student asked for a recount of the final paper."),
    REJECTED("rejected", "The student considers the viva mark too low.");

    private final String status;
    private final String reason;

    Change(String status, String reason) {
      this.status = status;
      this.reason = reason;
    }
  }

  /** A request to change the grade of one result. */
  private record Asked(long result, DemoSection section, Change change, String grade) {}

  private final Connection connection;
  private final ZoneId zone;
  private final DemoPlan plan;
  private final PeopleWriter.People people;
  private final long[] sections;
  private final Marks marks;
  private final List<Asked> asked = new ArrayList<>();

  ResultsWriter(
      Connection connection,
      ZoneId zone,
      DemoPlan plan,
      PeopleWriter.People people,
      long[] sections)
      throws SQLException {
    this.connection = connection;
    this.zone = zone;
    this.plan = plan;
    this.people = people;
    this.sections = sections;
    this.marks = new Marks(scheme(plan.terms().getLast().today()));
  }

  void write(Random random) throws SQLException {
    long[] assessments = assessments();
    results(scores(assessments, random));
    publish();
    changes();
    freeze();
    dateHistory();
  }

  private List<Marks.GradeLine> scheme(LocalDate on) throws SQLException {
    List<Marks.GradeLine> lines = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select grade, min_percentage from grade_scheme_row where scheme_id = (
              select id from grade_scheme where program_id is null and active
                 and intake_from is null and effective_from <= ?
               order by effective_from desc limit 1)
             order by min_percentage desc""")) {
      select.setObject(1, on);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(new Marks.GradeLine(rows.getString(1), rows.getBigDecimal(2)));
        }
      }
    }
    if (lines.size() < 2) {
      throw new SeedRefusedException("there is no default grade scheme of two grades or more");
    }
    return lines;
  }

  private long[] assessments() throws SQLException {
    int count = plan.sections().stream().mapToInt(s -> Marks.parts(s.course()).size()).sum();
    long[] ids = Ids.next(connection, "assessment", count);
    int next = 0;
    try (CopyRows rows = new CopyRows(connection, "assessment (id, section_id, type, weight)")) {
      for (DemoSection section : plan.sections()) {
        for (Marks.Part part : Marks.parts(section.course())) {
          rows.add(ids[next++], sections[section.index()], part.type(), part.weight());
        }
      }
    }
    return ids;
  }

  /** The grades that the marks earn, by section, in the order of the enrolled. */
  private List<List<String>> scores(long[] assessments, Random random) throws SQLException {
    List<List<String>> grades = new ArrayList<>();
    int first = 0;
    try (CopyRows rows =
        new CopyRows(
            connection, "assessment_score (assessment_id, student_id, score, max_score)")) {
      for (DemoSection section : plan.sections()) {
        List<Marks.Part> parts = Marks.parts(section.course());
        List<String> earned = new ArrayList<>();
        for (DemoStudent student : section.enrolled()) {
          List<@Nullable BigDecimal> scores = Marks.draw(section, student, random);
          for (int i = 0; i < parts.size(); i++) {
            BigDecimal score = scores.get(i);
            if (score != null) {
              rows.add(
                  assessments[first + i],
                  people.students()[student.index()],
                  score,
                  parts.get(i).max());
            }
          }
          earned.add(marks.grade(parts, scores));
        }
        grades.add(earned);
        first += parts.size();
      }
    }
    return grades;
  }

  private void results(List<List<String>> grades) throws SQLException {
    int count =
        plan.sections().stream()
            .filter(DemoSection::complete)
            .mapToInt(s -> s.enrolled().size())
            .sum();
    long[] ids = Ids.next(connection, "result", count);
    int next = 0;
    int published = 0;
    try (CopyRows rows =
        new CopyRows(connection, "result (id, student_id, section_id, final_grade, changed_by)")) {
      for (DemoSection section : plan.sections()) {
        if (!section.complete()) {
          continue;
        }
        String teacher = people.teacherNames().get(author(section));
        for (int i = 0; i < section.enrolled().size(); i++) {
          String grade = grades.get(section.index()).get(i);
          long id = ids[next++];
          if (section.term().past() && !section.frozen()) {
            grade = ask(id, section, grade, published++ % CHANGE_EVERY);
          }
          rows.add(
              id,
              people.students()[section.enrolled().get(i).index()],
              sections[section.index()],
              grade,
              teacher);
        }
      }
    }
  }

  /** Notes a change request for a few; the grade with which the result starts. */
  private String ask(long result, DemoSection section, String grade, int place) {
    switch (place) {
      case 1 -> {
        // The first entry was a slip; the approved request brings what the marks say.
        asked.add(new Asked(result, section, Change.APPROVED, grade));
        return marks.below(grade);
      }
      case 2 -> asked.add(new Asked(result, section, Change.PENDING, marks.above(grade)));
      case 3 -> asked.add(new Asked(result, section, Change.REJECTED, marks.above(grade)));
      default -> {}
    }
    return grade;
  }

  private static int author(DemoSection section) {
    Integer teacher = section.teacher();
    return teacher == null ? 0 : teacher;
  }

  private void publish() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update result set state = 'published', published_at = ?, published_by = 'examcell',
              changed_by = 'examcell' where section_id = ?""")) {
      for (DemoSection section : plan.sections()) {
        if (section.term().past()) {
          update.setObject(1, at(section.term().published(section.index()), 11));
          update.setLong(2, sections[section.index()]);
          update.addBatch();
        }
      }
      update.executeBatch();
    }
  }

  private void freeze() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update result set state = 'frozen', frozen_at = ?, frozen_by = 'examcell',
              changed_by = 'examcell' where section_id = ?""")) {
      for (DemoSection section : plan.sections()) {
        if (section.frozen()) {
          update.setObject(1, at(section.term().frozen(section.index()), 12));
          update.setLong(2, sections[section.index()]);
          update.addBatch();
        }
      }
      update.executeBatch();
    }
  }

  private void changes() throws SQLException {
    for (Asked request : asked) {
      LocalDate published = request.section().term().published(request.section().index());
      long id = insertChange(request, at(published.plusDays(2), 10));
      if (request.change() != Change.PENDING) {
        resolve(id, request, at(published.plusDays(5), 15));
      }
    }
  }

  private long insertChange(Asked request, OffsetDateTime at) throws SQLException {
    int teacher = author(request.section());
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into result_change (result_id, new_grade, reason, requested_by, requested_by_id,
              requested_at) values (?, ?, ?, ?, ?, ?) returning id""")) {
      insert.setLong(1, request.result());
      insert.setString(2, request.grade());
      insert.setString(3, request.change().reason);
      insert.setString(4, people.teacherNames().get(teacher));
      insert.setLong(5, people.teachers()[teacher]);
      insert.setObject(6, at);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void resolve(long change, Asked request, OffsetDateTime at) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                """
                update result_change set status = ?, approved_by = 'examcell', resolved_at = ?,
                  approved_by_id = (select id from app_user where username = 'examcell')
                 where id = ?""");
        PreparedStatement grade =
            connection.prepareStatement(
                "update result set final_grade = ?, changed_by = 'examcell' where id = ?")) {
      update.setString(1, request.change().status);
      update.setObject(2, at);
      update.setLong(3, change);
      update.executeUpdate();
      if (request.change() == Change.APPROVED) {
        grade.setString(1, request.grade());
        grade.setLong(2, request.result());
        grade.executeUpdate();
      }
    }
  }

  /**
   * The history was written just now; it gets the times at which these things would have happened.
   */
  private void dateHistory() throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement update =
            connection.prepareStatement(
                """
                update result_history h set at = case
                    when h.change_id is not null
                      then (select resolved_at from result_change c where c.id = h.change_id)
                    when h.state = 'draft' then coalesce(r.published_at - interval '3 days', ?)
                    when h.state = 'published' then r.published_at
                    else r.frozen_at end
                  from result r join demo_row d on d.kind = 'section' and d.row_id = r.section_id
                 where r.id = h.result_id""")) {
      statement.execute("analyze result, result_change, result_history, demo_row");
      update.setObject(1, at(plan.terms().getLast().today().minusDays(1), 15));
      update.executeUpdate();
    }
  }

  private OffsetDateTime at(LocalDate day, int hour) {
    return day.atTime(LocalTime.of(hour, 0)).atZone(zone).toOffsetDateTime();
  }
}
