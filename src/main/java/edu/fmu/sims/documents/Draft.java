package edu.fmu.sims.documents;

import edu.fmu.sims.pdf.TranscriptContent.Holder;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * A document before it is issued: what it would state, and how it is set.
 *
 * @param holder whom it is about
 * @param states everything that it states, apart from its own serial, code and date; becomes the
 *     snapshot. As long as this is equal, the document that stands need not be issued anew
 * @param print makes the file
 */
public record Draft(Holder holder, Record states, Function<Imprint, byte[]> print) {

  /**
   * What a document gets by being issued.
   *
   * @param issuedOn the institution's date
   * @param verifyUrl where anyone can check it
   */
  public record Imprint(String serial, LocalDate issuedOn, String verifyUrl) {}
}
