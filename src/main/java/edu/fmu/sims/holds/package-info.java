/**
 * Holds on a student: {@code /api/holds/}. While one is active (unpaid dues, a disciplinary matter)
 * no document is issued, and the refusal says why. A hold is released, never deleted.
 */
@NullMarked
package edu.fmu.sims.holds;

import org.jspecify.annotations.NullMarked;
