package edu.fmu.sims.demo;

/**
 * What stands in the database after a seed.
 *
 * @param changed false when the demo data was there already and nothing was written
 * @param users accounts, of staff and of students
 */
public record SeedSummary(
    boolean changed,
    long students,
    long users,
    long courses,
    long sections,
    long enrollments,
    long attendance,
    long scores,
    long results,
    long requests) {}
