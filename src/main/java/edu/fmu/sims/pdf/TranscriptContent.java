package edu.fmu.sims.pdf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a transcript states. The document is a function of this record alone: what is printed
 * stands here, and equal content gives the same bytes.
 *
 * @param institution who issues the document
 * @param serial number of the document in the register of issued documents
 * @param issuedOn the institution's date of issue
 * @param verifyUrl address at which anyone can check the document; printed as text, link and QR
 * @param holder whose record it is
 * @param terms oldest first; published and frozen results only
 * @param cgpa cumulative grade point average, null while nothing counts towards it
 * @param credits credit hours earned: those of the courses passed
 * @param standing academic standing, "" when none is stated
 */
public record TranscriptContent(
    Institution institution,
    String serial,
    LocalDate issuedOn,
    String verifyUrl,
    Holder holder,
    List<Term> terms,
    @Nullable BigDecimal cgpa,
    BigDecimal credits,
    String standing) {

  public TranscriptContent {
    terms = List.copyOf(terms);
  }

  /**
   * The letterhead.
   *
   * @param address postal address, one line
   * @param office the office that issues, for example that of the registrar
   * @param signatoryName who signs, printed under the line for the signature; "" leaves it out
   * @param signatoryTitle as what they sign; "" leaves it out
   */
  public record Institution(
      String name, String address, String office, String signatoryName, String signatoryTitle) {}

  /**
   * The student.
   *
   * @param name as registered; any script
   * @param nameUr the name in Urdu script, "" if none
   */
  public record Holder(String regNo, String name, String nameUr, String program, String status) {}

  /**
   * The courses of one term.
   *
   * @param gpa grade point average of the term, null while nothing counts towards it
   * @param credits credit hours that count towards the term's average
   */
  public record Term(
      String name, List<Course> courses, @Nullable BigDecimal gpa, BigDecimal credits) {

    public Term {
      courses = List.copyOf(courses);
    }
  }

  /**
   * One result.
   *
   * @param credits credit hours of the course
   * @param points grade points of the grade, null for a grade that carries none
   * @param state {@code published} or {@code frozen}
   */
  public record Course(
      String code,
      String title,
      BigDecimal credits,
      String grade,
      @Nullable BigDecimal points,
      String state) {}
}
