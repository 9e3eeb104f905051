package edu.fmu.sims.results;

/**
 * Whose record it is.
 *
 * @param nameUr the name in Urdu script, "" if none
 * @param program the program's name
 */
public record StudentSummary(
    long id, String regNo, String name, String nameUr, String program, String status) {}
