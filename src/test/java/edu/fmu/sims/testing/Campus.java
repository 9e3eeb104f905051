package edu.fmu.sims.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A small university in a test server's database: a program, an open term, a course, teachers,
 * sections and students, made as a test asks for them.
 */
public final class Campus {
  private final TestServer server;
  private final long program;
  private final long term;
  private final long course;
  private final String prefix;
  private int students;

  public Campus(TestServer server) {
    this(server, "");
  }

  /**
   * One more beside others in the same database.
   *
   * @param prefix begins its unique names
   */
  public Campus(TestServer server, String prefix) {
    this.server = server;
    this.prefix = prefix;
    this.program = server.id("insert into program (name) values (?) returning id", prefix + "MBBS");
    this.term = server.id("insert into term (name) values (?) returning id", prefix + "Fall 2026");
    this.course =
        server.id(
            "insert into course (code, title, program_id) values (?, 'Anatomy', ?) returning id",
            prefix + "ANA-101",
            program);
  }

  public long program() {
    return program;
  }

  public long term() {
    return term;
  }

  /** A section that the user of that name teaches; Faculty of that name is made when missing. */
  public long section(String teacher) {
    return server.id(
        "insert into section (course_id, term_id, teacher_id, capacity) values (?, ?, ?, 1000)"
            + " returning id",
        course,
        term,
        server.user(teacher, "Faculty", null));
  }

  /** A student enrolled in the sections. */
  public long student(long... sections) {
    students++;
    long student =
        server.id(
            "insert into student (reg_no, name, program_id) values (?, ?, ?) returning id",
            prefix + "R-%04d".formatted(students),
            "Student " + students,
            program);
    for (long section : sections) {
      server.sql("insert into enrollment (student_id, section_id) values (?, ?)", student, section);
    }
    return student;
  }

  /** So many students enrolled in the section. */
  public List<Long> students(int count, long section) {
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(student(section));
    }
    return made;
  }
}
