package edu.fmu.sims.documents;

import java.util.regex.Pattern;

/**
 * A document as it leaves the house.
 *
 * @param type as clients read it
 * @param serial by type and year, without gaps, such as {@code TR-2026-000017}
 * @param sha256 of the file, in hex
 */
public record IssuedDocument(
    long id,
    String type,
    String serial,
    String sha256,
    long student,
    String regNo,
    String studentName,
    byte[] file) {
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

  /** The name under which it is saved: letters and digits of the registration number only. */
  public String fileName() {
    return type + "_" + UNSAFE.matcher(regNo).replaceAll("_") + ".pdf";
  }
}
