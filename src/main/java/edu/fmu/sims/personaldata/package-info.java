/**
 * All that is kept about one student, in one answer, and the erasure of what need not be kept.
 * URLs: {@code /api/students/{id}/export/}, for the student and for Admin, and {@code
 * /api/students/{id}/erasure/}, for Admin.
 */
@NullMarked
package edu.fmu.sims.personaldata;

import org.jspecify.annotations.NullMarked;
