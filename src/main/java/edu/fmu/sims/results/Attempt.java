package edu.fmu.sims.results;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A course in a student's record, before anything is computed.
 *
 * @param term the term's name
 * @param course the course's id: attempts at the same one are repeats
 * @param section the section's id; null for a transfer credit
 * @param due the day from which days of grace for an incomplete are counted; null for a transfer
 * @param kept the scheme by which it was published; null for a transfer credit
 * @param institution where a transfer credit was earned, and with what grade; "" for others
 */
record Attempt(
    String term,
    long course,
    @Nullable Long section,
    String code,
    String title,
    int credits,
    String grade,
    String state,
    @Nullable LocalDate due,
    @Nullable KeptScheme kept,
    String institution) {}
