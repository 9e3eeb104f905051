package edu.fmu.sims.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class of one course in one term.
 *
 * @param teacher the index of its teacher; null for a visitor without an account
 * @param dropped who took the course and gave it up
 * @param complete whether every mark is in
 * @param behind whether its teacher has entered nothing of late
 */
record DemoSection(
    int index,
    CourseLine course,
    DemoTerm term,
    @Nullable Integer teacher,
    String teacherName,
    int capacity,
    List<DemoStudent> enrolled,
    List<DemoStudent> dropped,
    boolean complete,
    boolean behind) {

  /** Whether its results may no longer change: all of the oldest term, a third of the last. */
  boolean frozen() {
    return term.index() == 0 || (term.index() == 1 && course.position() % 3 == 2);
  }
}
