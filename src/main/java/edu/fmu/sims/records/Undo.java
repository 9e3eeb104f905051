package edu.fmu.sims.records;

import edu.fmu.sims.web.Input;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be as it was before it was written among many.
 *
 * @param version the one that the writing left behind: a record changed since is not taken back
 * @param before the fields as they were; null when the record was made then
 */
public record Undo<B extends Record>(int row, long id, int version, @Nullable Input<B> before) {}
