package edu.fmu.sims.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes students and accounts. An account of the same name that is no demo is left as it is. */
final class PeopleWriter {
  private static final int STUDENT_ACCOUNTS = 20;

  /** The keys of the people by their index; the teacher at 0 is the account {@code faculty}. */
  record People(long[] students, long[] teachers, List<String> teacherNames) {}

  /** One account. */
  private record Account(
      String username,
      String email,
      String first,
      String last,
      String role,
      @Nullable Long student) {}

  private final Connection connection;
  private final ZoneId zone;
  private final ZonedDateTime since;
  private final String hash;
  private final Set<String> taken = new HashSet<>();

  PeopleWriter(Connection connection, ZoneId zone, DemoTerm oldest, String hash) {
    this.connection = connection;
    this.zone = zone;
    this.since = oldest.start().minusMonths(2).atTime(9, 0).atZone(zone);
    this.hash = hash;
  }

  People write(DemoPlan plan, long[] programs) throws SQLException {
    long[] students = students(plan.students(), programs);
    account(new Account("admin", "admin@fmu.edu.pk", "Imran", "Qureshi", "Admin", null));
    account(
        new Account("registrar", "registrar@fmu.edu.pk", "Nasreen", "Akhtar", "Registrar", null));
    account(new Account("examcell", "examcell@fmu.edu.pk", "Tariq", "Mehmood", "ExamCell", null));
    long[] teachers = new long[plan.teachers().size()];
    String[] names = new String[teachers.length];
    for (int i = 0; i < teachers.length; i++) {
      PersonName name = plan.teachers().get(i);
      String mailbox = i == 0 ? "faculty" : free(name.mailbox());
      names[i] = mailbox;
      teachers[i] =
          account(
              new Account(
                  mailbox, mailbox + "@fmu.edu.pk", name.first(), name.last(), "Faculty", null));
    }
    if (students.length == 0) {
      account(new Account("student", "student@fmu.edu.pk", "Demo", "Student", "Student", null));
    }
    for (int i = 0; i < Math.min(STUDENT_ACCOUNTS, students.length); i++) {
      DemoStudent student = plan.students().get(i);
      String username = i == 0 ? "student" : student.regNo().toLowerCase(Locale.ROOT);
      String email = i == 0 ? "student@fmu.edu.pk" : student.email();
      account(
          new Account(
              username,
              email,
              student.name().first(),
              student.name().last(),
              "Student",
              students[i]));
    }
    return new People(students, teachers, List.of(names));
  }

  private long[] students(List<DemoStudent> students, long[] programs) throws SQLException {
    long[] ids = Ids.next(connection, "student", students.size());
    try (CopyRows rows =
        new CopyRows(
            connection,
            "student (id, reg_no, name, name_ur, program_id, status, email, created_at)")) {
      for (DemoStudent student : students) {
        rows.add(
            ids[student.index()],
            student.regNo(),
            student.name().full(),
            student.urdu() ? student.name().urdu() : "",
            programs[student.program().index()],
            student.status(),
            student.email(),
            LocalDate.of(student.intake(), 8, 20)
                .atTime(LocalTime.of(10, student.number() % 60))
                .atZone(zone)
                .toOffsetDateTime());
      }
    }
    return ids;
  }

  private String free(String mailbox) {
    String name = mailbox;
    for (int i = 2; !taken.add(name); i++) {
      name = mailbox + i;
    }
    return name;
  }

  private long account(Account account) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into app_user (username, email, first_name, last_name, role, student_id,
              password_hash, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id""")) {
      insert.setString(1, account.username());
      insert.setString(2, account.email());
      insert.setString(3, account.first());
      insert.setString(4, account.last());
      insert.setString(5, account.role());
      insert.setObject(6, account.student());
      insert.setString(7, hash);
      insert.setObject(8, since.toOffsetDateTime());
      try (ResultSet row = insert.executeQuery()) {
        if (row.next()) {
          long id = row.getLong(1);
          DemoMark.mark(connection, "app_user", id);
          return id;
        }
      }
    }
    return existing(account);
  }

  private long existing(Account account) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from app_user where lower(username) = lower(?) or lower(email) = lower(?)"
                + " order by lower(username) = lower(?) desc, id limit 1")) {
      select.setString(1, account.username());
      select.setString(2, account.email());
      select.setString(3, account.username());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
