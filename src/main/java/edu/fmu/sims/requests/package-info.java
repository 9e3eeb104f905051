/**
 * What students ask the office for: {@code /api/requests/}. A Student files and reads the own ones;
 * Admin and Registrar decide (rule 5), ExamCell reads; Faculty has no part in them.
 */
@NullMarked
package edu.fmu.sims.requests;

import org.jspecify.annotations.NullMarked;
