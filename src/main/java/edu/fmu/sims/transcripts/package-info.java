/**
 * Transcripts: {@code /api/transcripts/…}. Staff issues, Faculty reads those of the own sections'
 * students, a Student requests and downloads the own. A transcript shows published and frozen
 * results only (rule 6).
 */
@NullMarked
package edu.fmu.sims.transcripts;

import org.jspecify.annotations.NullMarked;
