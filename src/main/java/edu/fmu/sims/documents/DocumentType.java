package edu.fmu.sims.documents;

/**
 * A kind of document.
 *
 * @param name as clients read it
 * @param prefix how its serials begin
 * @param counter which serials it shares: one row of numbers for each counter and year
 */
public record DocumentType(String name, String prefix, String counter) {
  public static final DocumentType TRANSCRIPT = of("transcript", "TR");

  /** A transcript for the time being: marked as such, and no proof of a finished record. */
  public static final DocumentType PROVISIONAL = of("provisional_transcript", "PT");

  public static final DocumentType BONAFIDE = of("bonafide", "BC");
  public static final DocumentType NOC = of("noc", "NC");

  private static DocumentType of(String name, String prefix) {
    return new DocumentType(name, prefix, name);
  }

  /** A letter of that name: one of the two certificates, or another one from a template. */
  public static DocumentType letter(String name) {
    return switch (name) {
      case "bonafide" -> BONAFIDE;
      case "noc" -> NOC;
      default -> new DocumentType(name, "LT", "letter");
    };
  }
}
