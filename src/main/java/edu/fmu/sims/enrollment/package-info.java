/**
 * Who sits in which section: {@code /api/enrollments/} and {@code /api/sections/{id}/enroll/}.
 * Admin and Registrar write; Faculty reads the own sections', a Student the own. Seats, terms and
 * duplicates are guarded by the database itself (rule 1).
 */
@NullMarked
package edu.fmu.sims.enrollment;

import org.jspecify.annotations.NullMarked;
