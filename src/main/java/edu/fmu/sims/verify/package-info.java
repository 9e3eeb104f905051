/**
 * The public check of what was issued: {@code /api/verify/…}, the older server's address for it,
 * and the page {@code /verify/} for whoever holds the paper. A stranger learns what the paper
 * states, the holder by initials only.
 */
@NullMarked
package edu.fmu.sims.verify;

import org.jspecify.annotations.NullMarked;
