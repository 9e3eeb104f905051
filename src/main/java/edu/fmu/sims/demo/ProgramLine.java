package edu.fmu.sims.demo;

/**
 * A program of study.
 *
 * @param code the middle of its registration numbers, such as MBBS in 2024-MBBS-001
 * @param seats the capacity of its sections
 * @param weight its share of the students, against the other programs
 */
record ProgramLine(int index, String code, String name, int semesters, int seats, int weight) {}
