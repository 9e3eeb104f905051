package edu.fmu.sims.transcripts;

/**
 * A document as it leaves the house.
 *
 * @param serial by type and year, without gaps, such as {@code TR-2026-000017}
 * @param code what the printed address ends in; cannot be guessed
 */
public record IssuedDocument(
    long id, String serial, String code, String regNo, String studentName, byte[] file) {
  /** The name under which it is saved: letters and digits of the registration number only. */
  public String fileName() {
    return "transcript_" + regNo.replaceAll("[^A-Za-z0-9._-]", "_") + ".pdf";
  }
}
