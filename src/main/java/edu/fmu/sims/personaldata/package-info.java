/**
 * All that is kept about one student, in one answer. URL: {@code /api/students/{id}/export/}, for
 * the student and for Admin.
 */
@NullMarked
package edu.fmu.sims.personaldata;

import org.jspecify.annotations.NullMarked;
