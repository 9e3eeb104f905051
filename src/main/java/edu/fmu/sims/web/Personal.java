package edu.fmu.sims.web;

/**
 * A single record of one student: a score, a day's attendance, a result. Who else than that student
 * reads it is noted.
 */
public interface Personal {
  /** The id of the student whose record it is. */
  long student();
}
