package edu.fmu.sims.academics;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.Scope;

/**
 * Who reaches records that belong to a section and a student: staff all of them, Faculty those of
 * the own sections, a Student the own ones.
 */
public final class SectionScope {
  private SectionScope() {}

  /**
   * The scope of a caller.
   *
   * @param teacher the SQL expression of the section's teacher
   * @param student the SQL condition, with one {@code ?} for the student's id, that makes a record
   *     the student's own
   */
  public static Scope of(Caller caller, String teacher, String student) {
    return switch (caller.role()) {
      case ADMIN, REGISTRAR, EXAM_CELL -> Scope.ALL;
      case FACULTY -> where -> where.and(teacher + " = ?", caller.userId());
      case STUDENT ->
          where -> {
            Long own = caller.studentId();
            if (own == null) {
              where.none();
            } else {
              where.and(student, own);
            }
          };
      case NONE -> where -> where.none();
    };
  }
}
