package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import edu.fmu.sims.academics.CourseView;
import edu.fmu.sims.academics.SectionView;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.assessments.ScoreView;
import edu.fmu.sims.attendance.AttendanceView;
import edu.fmu.sims.enrollment.EnrollmentView;
import edu.fmu.sims.students.StudentView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file can hold, and its columns: the names of the API, other records by natural keys. */
enum ImportKind {
  STUDENTS(
      StudentView.class,
      List.of(
          Column.required("reg_no", "student", "registration_no", "registration_number"),
          Column.required("name"),
          Column.required("program"),
          Column.optional("status"),
          Column.optional("name_ur"),
          Column.optional("email")),
      "reg_no,name,program,status,email",
      "FMU-2026-001,Ayesha Khan,MBBS,active,ayesha@example.edu"),
  COURSES(
      CourseView.class,
      List.of(
          Column.required("code", "course"),
          Column.required("title"),
          Column.optional("credits"),
          Column.required("program")),
      "code,title,credits,program",
      "ANA-101,Gross Anatomy,3,MBBS"),
  SECTIONS(
      SectionView.class,
      List.of(
          Column.optional("id"),
          Column.required("course", "code", "course_code"),
          Column.required("term"),
          Column.optional("teacher", "teacher_username"),
          Column.optional("teacher_name"),
          Column.optional("capacity")),
      "course,term,teacher,teacher_name,capacity",
      "ANA-101,Fall 2026,faculty,,30"),
  ENROLLMENTS(
      EnrollmentView.class,
      List.of(
          Column.required("student", "reg_no"),
          Column.place("section", "section_id"),
          Column.place("course", "code", "course_code"),
          Column.place("term"),
          Column.place("teacher", "teacher_username"),
          Column.optional("status")),
      "student,course,term,teacher,status",
      "FMU-2026-001,ANA-101,Fall 2026,,enrolled"),
  ATTENDANCE(
      AttendanceView.class,
      List.of(
          Column.required("student", "reg_no"),
          Column.place("section", "section_id"),
          Column.place("course", "code", "course_code"),
          Column.place("term"),
          Column.place("teacher", "teacher_username"),
          Column.required("date"),
          Column.optional("status"),
          Column.optional("present"),
          Column.optional("reason")),
      "student,course,term,date,status,reason",
      "FMU-2026-001,ANA-101,Fall 2026,2026-11-27,Present,"),
  SCORES(
      ScoreView.class,
      List.of(
          Column.required("student", "reg_no"),
          Column.place("section", "section_id"),
          Column.place("course", "code", "course_code"),
          Column.place("term"),
          Column.place("teacher", "teacher_username"),
          Column.required("assessment", "type", "assessment_type"),
          Column.required("score"),
          Column.optional("max_score")),
      "student,course,term,assessment,score,max_score",
      "FMU-2026-001,ANA-101,Fall 2026,Midterm,42.5,50");

  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private final Class<? extends Record> view;
  private final List<Column> columns;
  private final List<String> template;

  ImportKind(Class<? extends Record> view, List<Column> columns, String heads, String example) {
    this.view = view;
    this.columns = columns;
    this.template = List.of(heads, example);
  }

  /** The kind as addresses name it. */
  static Optional<ImportKind> of(String name) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(name)).findFirst();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Column> columns() {
    return columns;
  }

  /** Whether exports of the kind have such a column; what nobody writes of it is passed over. */
  boolean isExported(String head) {
    return Arrays.stream(view.getRecordComponents())
        .anyMatch(
            component -> {
              String name = NAMES.translate(component.getName());
              return head.equals(name)
                  || component.getType().isRecord() && head.startsWith(name + "_");
            });
  }

  /** The heads and an example, as lines of CSV. */
  List<String> template() {
    return template;
  }

  /** Faculty brings in what it may write: scores and attendance. */
  boolean isOpenTo(Caller caller) {
    return !caller.is(Role.FACULTY) || this == ATTENDANCE || this == SCORES;
  }
}
