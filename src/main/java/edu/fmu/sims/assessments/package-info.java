/**
 * What students are graded on: {@code /api/assessments/}, {@code /api/assessment-scores/}, {@code
 * /api/grade-schemes/}, {@code /api/sections/{id}/gradebook/} and {@code
 * /api/sections/{id}/final-grades/}. Assessments and scores are written by Admin and, in the own
 * sections, by Faculty; a Student reads the own ones. Schemes are read by all, written by Admin.
 */
@NullMarked
package edu.fmu.sims.assessments;

import org.jspecify.annotations.NullMarked;
