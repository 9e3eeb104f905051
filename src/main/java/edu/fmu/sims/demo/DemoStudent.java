package edu.fmu.sims.demo;

import java.util.Locale;

/**
 * A student of the demo.
 *
 * @param intake the autumn in which the student began
 * @param number the place in the intake of the program, from 1
 * @param ability the percentage around which marks fall
 * @param diligence the share of classes attended
 */
record DemoStudent(
    int index,
    ProgramLine program,
    int intake,
    int number,
    PersonName name,
    boolean urdu,
    String status,
    double ability,
    double diligence) {

  String regNo() {
    return "%d-%s-%03d".formatted(intake, program.code(), number);
  }

  String email() {
    return regNo().toLowerCase(Locale.ROOT) + "@students.fmu.edu.pk";
  }

  /** Whether the student takes part in the current term. */
  boolean studies() {
    return status.equals("active") || status.equals("suspended");
  }
}
