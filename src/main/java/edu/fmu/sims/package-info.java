/**
 * SIMS, the student information management system: the root holds the composition only. Read {@link
 * edu.fmu.sims.Sims} first.
 */
@NullMarked
package edu.fmu.sims;

import org.jspecify.annotations.NullMarked;
