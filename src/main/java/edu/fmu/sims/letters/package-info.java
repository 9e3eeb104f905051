/**
 * Letters of the institution about a student, bonafide and no-objection certificates among them,
 * and the templates that hold their words: {@code /api/letter-templates/}. A template is never
 * changed: its next version takes over.
 */
@NullMarked
package edu.fmu.sims.letters;

import org.jspecify.annotations.NullMarked;
