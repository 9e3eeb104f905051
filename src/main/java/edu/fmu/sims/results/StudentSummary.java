package edu.fmu.sims.results;

import edu.fmu.sims.students.StudentView;

/**
 * Whose record it is.
 *
 * @param nameUr the name in Urdu script, "" if none
 * @param program the program's name
 */
public record StudentSummary(
    long id, String regNo, String name, String nameUr, String program, String status) {

  static StudentSummary of(StudentView student) {
    return new StudentSummary(
        student.id(),
        student.regNo(),
        student.name(),
        student.nameUr(),
        student.program(),
        student.status());
  }
}
