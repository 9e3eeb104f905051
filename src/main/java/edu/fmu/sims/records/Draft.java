package edu.fmu.sims.records;

import edu.fmu.sims.web.Input;
import org.jspecify.annotations.Nullable;

/**
 * A record among many that is to be made or changed.
 *
 * @param row where it comes from, to name it in answers
 * @param id the record that stands; null when a new one is to be made
 * @param input the fields given; of a record that stands the others keep their values
 */
public record Draft<B extends Record>(int row, @Nullable Long id, Input<B> input) {}
