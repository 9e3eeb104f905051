package edu.fmu.sims.results;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a student's averages would be if courses in progress ended with some grades.
 *
 * @param courses in progress, the oldest term first
 * @param terms with those courses, and with the results that stand
 * @param cgpa as the scheme rounds it; null while nothing counts towards it
 * @param credits credit hours that would count towards the average
 * @param standing as the scheme has it; "" without an average
 */
public record WhatIf(
    List<Course> courses,
    List<Term> terms,
    @Nullable BigDecimal cgpa,
    int credits,
    int creditsEarned,
    String standing) {
  public WhatIf {
    courses = List.copyOf(courses);
    terms = List.copyOf(terms);
  }

  /**
   * A course in progress.
   *
   * @param grades what it may end with by the scheme that applies, the best first
   * @param grade the one that is assumed; "" for none
   */
  public record Course(
      long section,
      String term,
      String code,
      String title,
      int credits,
      List<String> grades,
      String grade) {
    public Course {
      grades = List.copyOf(grades);
    }
  }

  /**
   * The average of a term.
   *
   * @param gpa null while nothing counts towards it
   */
  public record Term(String term, @Nullable BigDecimal gpa, int credits) {}
}
