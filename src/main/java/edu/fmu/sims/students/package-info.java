/**
 * The people who study: {@code /api/students/}. Read by staff, by Faculty for their own sections,
 * and by a Student for the own record; written by Admin and Registrar, deleted by Admin.
 */
@NullMarked
package edu.fmu.sims.students;

import org.jspecify.annotations.NullMarked;
