/**
 * Finds people, courses and sections by a few letters: {@code /api/search/}, for whoever may read
 * anything at all; each finds what the lists behind would show.
 */
@NullMarked
package edu.fmu.sims.search;

import org.jspecify.annotations.NullMarked;
