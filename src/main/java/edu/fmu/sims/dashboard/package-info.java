/**
 * The figures that greet a user: {@code /api/dashboard/stats/}, by role. Open to everyone who holds
 * a role; Faculty and Students are told about the own sections and the own record only.
 */
@NullMarked
package edu.fmu.sims.dashboard;

import org.jspecify.annotations.NullMarked;
