package edu.fmu.sims.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Writes programs, courses, terms, classes, seats and attendance. */
final class SectionsWriter {
  private static final int BEHIND_DAYS = 12;

  private final Connection connection;
  private final ZoneId zone;
  private final DemoPlan plan;

  SectionsWriter(Connection connection, ZoneId zone, DemoPlan plan) {
    this.connection = connection;
    this.zone = zone;
    this.plan = plan;
  }

  long[] programs() throws SQLException {
    List<ProgramLine> programs = plan.curriculum().programs();
    OffsetDateTime since = at(plan.terms().getFirst().start().minusYears(5), LocalTime.of(9, 0));
    long[] ids = Ids.next(connection, "program", programs.size());
    try (CopyRows rows = new CopyRows(connection, "program (id, name, created_at, updated_at)")) {
      for (ProgramLine program : programs) {
        rows.add(ids[program.index()], program.name(), since, since);
      }
    }
    DemoMark.mark(connection, "program", ids);
    return ids;
  }

  long[] courses(long[] programs) throws SQLException {
    List<CourseLine> courses = plan.curriculum().courses();
    long[] ids = Ids.next(connection, "course", courses.size());
    try (CopyRows rows =
        new CopyRows(connection, "course (id, code, title, credits, program_id)")) {
      for (CourseLine course : courses) {
        rows.add(
            ids[course.index()],
            course.code(),
            course.title(),
            course.credits(),
            programs[course.program().index()]);
      }
    }
    DemoMark.mark(connection, "course", ids);
    return ids;
  }

  /** The terms, all of them open: seats are taken in open terms only. */
  long[] terms() throws SQLException {
    long[] ids = Ids.next(connection, "term", plan.terms().size());
    try (CopyRows rows =
        new CopyRows(connection, "term (id, name, status, start_date, end_date)")) {
      for (DemoTerm term : plan.terms()) {
        rows.add(ids[term.index()], term.name(), "open", term.start(), term.end());
      }
    }
    DemoMark.mark(connection, "term", ids);
    return ids;
  }

  void close(long[] terms) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update term set status = 'closed' where id = ?")) {
      for (DemoTerm term : plan.terms()) {
        if (term.past()) {
          update.setLong(1, terms[term.index()]);
          update.executeUpdate();
        }
      }
    }
  }

  long[] sections(long[] courses, long[] terms, long[] teachers) throws SQLException {
    long[] ids = Ids.next(connection, "section", plan.sections().size());
    try (CopyRows rows =
        new CopyRows(
            connection, "section (id, course_id, term_id, teacher_id, teacher_name, capacity)")) {
      for (DemoSection section : plan.sections()) {
        Integer teacher = section.teacher();
        rows.add(
            ids[section.index()],
            courses[section.course().index()],
            terms[section.term().index()],
            teacher == null ? null : teachers[teacher],
            section.teacherName(),
            section.capacity());
      }
    }
    DemoMark.mark(connection, "section", ids);
    return ids;
  }

  void enrollments(long[] sections, long[] students) throws SQLException {
    try (CopyRows rows =
        new CopyRows(connection, "enrollment (student_id, section_id, status, enrolled_at)")) {
      for (DemoSection section : plan.sections()) {
        LocalDate day = section.term().start().minusDays(6);
        for (DemoStudent student : section.enrolled()) {
          OffsetDateTime at = at(day.plusDays(student.index() % 4), time(student));
          rows.add(students[student.index()], sections[section.index()], "enrolled", at);
        }
        for (DemoStudent student : section.dropped()) {
          OffsetDateTime at = at(day, time(student));
          rows.add(students[student.index()], sections[section.index()], "dropped", at);
        }
      }
    }
  }

  void attendance(long[] sections, long[] students, Random random) throws SQLException {
    try (CopyRows rows =
        new CopyRows(connection, "attendance (section_id, student_id, date, status, reason)")) {
      for (DemoSection section : plan.sections()) {
        LocalDate today = section.term().today();
        LocalDate before = section.behind() ? today.minusDays(BEHIND_DAYS) : today;
        for (LocalDate day : section.term().meetings(section.index() % 5, before)) {
          for (DemoStudent student : section.enrolled()) {
            String status = status(student, random);
            rows.add(
                sections[section.index()],
                students[student.index()],
                day,
                status,
                status.equals("Excused") ? reason(random) : "");
          }
        }
      }
    }
  }

  private static String status(DemoStudent student, Random random) {
    if (random.nextInt(40) == 0) {
      return "Excused";
    }
    if (random.nextDouble() >= student.diligence()) {
      return "Absent";
    }
    return random.nextInt(16) == 0 ? "Late" : "Present";
  }

  private static String reason(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "Medical certificate";
      case 1 -> "Hospital duty";
      case 2 -> "Family emergency";
      default -> "University event";
    };
  }

  private static LocalTime time(DemoStudent student) {
    return LocalTime.of(9 + student.index() % 7, student.index() % 60);
  }

  private OffsetDateTime at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toOffsetDateTime();
  }
}
