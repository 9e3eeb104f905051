/**
 * What is taught and when: {@code /api/programs/}, {@code /api/courses/}, {@code /api/terms/},
 * {@code /api/sections/}. Everyone with a role reads; Admin and Registrar write. Faculty sees the
 * own sections only.
 */
@NullMarked
package edu.fmu.sims.academics;

import org.jspecify.annotations.NullMarked;
