/**
 * Who was there: {@code /api/attendance/} with its percentages, eligibility, summaries and the bulk
 * call for a whole section. Read by staff, by Faculty for the own sections, by a Student for the
 * own records; written by Admin and Registrar, and by Faculty in the own sections on the day
 * itself.
 */
@NullMarked
package edu.fmu.sims.attendance;

import org.jspecify.annotations.NullMarked;
