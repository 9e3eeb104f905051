/**
 * Final grades and what becomes of them: {@code /api/results/}, {@code /api/pending-changes/},
 * {@code /api/sections/{id}/results/compute/} and {@code /api/students/{id}/record/}. Faculty
 * proposes drafts for the own sections; Admin, Registrar and ExamCell publish; Admin and ExamCell
 * freeze; a Student reads the own published and frozen ones. A published grade moves only by a
 * change that a second person approves, a frozen one never (rule 4); the database guards both.
 */
@NullMarked
package edu.fmu.sims.results;

import org.jspecify.annotations.NullMarked;
