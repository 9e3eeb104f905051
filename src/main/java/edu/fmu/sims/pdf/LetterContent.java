package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import java.time.LocalDate;
import java.util.List;

/**
 * All that a letter states: a bonafide certificate, a no-objection certificate or any other
 * statement of the institution about a student. As with {@link TranscriptContent} the document is a
 * function of this record alone.
 *
 * @param institution who issues the document
 * @param title what the letter is, for example "Bonafide Certificate"; printed above it
 * @param serial number of the document in the register of issued documents
 * @param issuedOn the institution's date of issue
 * @param verifyUrl address at which anyone can check the document; printed as text, link and QR
 * @param holder whom it is about
 * @param paragraphs its words, each as long as it likes; a paragraph that begins in Urdu is set
 *     from right to left
 */
public record LetterContent(
    Institution institution,
    String title,
    String serial,
    LocalDate issuedOn,
    String verifyUrl,
    Holder holder,
    List<String> paragraphs) {

  /**
   * @throws IllegalArgumentException when there are no words: a signature must not stand on a page
   *     that anything could be written on
   */
  public LetterContent {
    paragraphs = paragraphs.stream().filter(words -> !words.isBlank()).toList();
    if (paragraphs.isEmpty()) {
      throw new IllegalArgumentException("A letter without words is not to be signed");
    }
  }
}
