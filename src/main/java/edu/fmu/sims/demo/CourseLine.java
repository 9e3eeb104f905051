package edu.fmu.sims.demo;

/**
 * A course of a program's plan.
 *
 * @param semester the semester of study in which it is read, from 1
 * @param position its place among the courses of that semester, from 0
 */
record CourseLine(
    int index,
    ProgramLine program,
    int semester,
    int position,
    String code,
    String title,
    int credits) {}
