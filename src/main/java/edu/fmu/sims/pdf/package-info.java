/**
 * Documents as PDF: takes what a document states, gives the finished bytes.
 *
 * <p>The only room that knows OpenPDF and ZXing; it signs what it made and reads signatures. It
 * reads no database and no clock: equal content gives equal bytes, so that a document can be made
 * again and compared. Every font is embedded; Urdu is set in Nastaliq with its letters joined and
 * comes back from text extraction as it was typed.
 */
@NullMarked
package edu.fmu.sims.pdf;

import org.jspecify.annotations.NullMarked;
