/**
 * The register of issued documents: {@code /api/documents/}. Every kind of document is issued here,
 * once its own room has said what it states: a frozen snapshot, a serial without gaps, a code that
 * cannot be guessed, a file that is checked on its way out. Nothing in the register is deleted; a
 * document is superseded by the next of its kind, or revoked with a reason.
 */
@NullMarked
package edu.fmu.sims.documents;

import org.jspecify.annotations.NullMarked;
