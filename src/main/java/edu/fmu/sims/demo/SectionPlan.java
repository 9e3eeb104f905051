package edu.fmu.sims.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is taught what by whom, and how far the marks of the class are. */
final class SectionPlan {
  private final Curriculum curriculum;
  private final List<PersonName> teachers;

  SectionPlan(Curriculum curriculum, List<PersonName> teachers) {
    this.curriculum = curriculum;
    this.teachers = teachers;
  }

  /**
   * The classes of one intake of a program in a term, none before it began or after its last one.
   */
  List<DemoSection> of(
      ProgramLine program,
      int cohort,
      int intake,
      DemoTerm term,
      List<DemoStudent> students,
      int firstIndex) {
    List<DemoSection> sections = new ArrayList<>();
    int seats = program.seats();
    for (CourseLine course : curriculum.semester(program, term.semester(intake))) {
      for (int from = 0; from == 0 || from < students.size(); from += seats) {
        int index = firstIndex + sections.size();
        List<DemoStudent> enrolled = new ArrayList<>();
        List<DemoStudent> dropped = new ArrayList<>();
        for (DemoStudent student :
            students.subList(from, Math.min(from + seats, students.size()))) {
          if (term.past() || (student.studies() && !givesUp(student, course))) {
            enrolled.add(student);
          } else if (!student.status().equals("on_leave")) {
            dropped.add(student);
          }
        }
        Integer teacher = teacher(cohort, course, index);
        sections.add(
            new DemoSection(
                index,
                course,
                term,
                teacher,
                teachers.get(teacher == null ? index % teachers.size() : teacher).titled(),
                seats,
                enrolled,
                dropped,
                term.past() || course.position() == 0,
                !term.past() && index % 7 == 1));
      }
    }
    return sections;
  }

  private static boolean givesUp(DemoStudent student, CourseLine course) {
    return course.position() == 2 && student.index() % 17 == 11;
  }

  /**
   * The account {@code faculty} (the first teacher) teaches two courses of the first intake and one
   * of the second; others teach courses of one program.
   */
  private @Nullable Integer teacher(int cohort, CourseLine course, int index) {
    if ((cohort == 0 && course.position() < 2) || (cohort == 1 && course.position() == 0)) {
      return 0;
    }
    if (index % 11 == 10) {
      return null;
    }
    int programs = curriculum.programs().size();
    int others = teachers.size() - 1;
    int place =
        course.program().index() + programs * (course.index() % Math.max(1, others / programs));
    return 1 + place % others;
  }
}
