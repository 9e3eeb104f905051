package edu.fmu.sims.web;

/**
 * A record of one student: a score, a day's attendance, a result. Who else than that student reads
 * it, by itself or in a list, is noted.
 */
public interface Personal {
  /** The id of the student whose record it is. */
  long student();
}
