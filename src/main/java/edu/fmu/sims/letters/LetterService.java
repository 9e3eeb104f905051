package edu.fmu.sims.letters;

import edu.fmu.sims.documents.DocumentType;
import edu.fmu.sims.documents.Draft;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.Issuer;
import edu.fmu.sims.documents.Occasion;
import edu.fmu.sims.pdf.LetterContent;
import edu.fmu.sims.pdf.LetterWriter;
import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.students.StudentView;
import edu.fmu.sims.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Says what a letter states, by its template, and has it issued. */
public final class LetterService {
  /** What a letter is for when nobody says. */
  private static final String ANY_PURPOSE = "whatever purpose it may serve";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final LetterTemplateService templates;
  private final StudentService students;
  private final Issuer issuer;
  private final Supplier<Institution> institution;
  private final Clock clock;
  private final ZoneId zone;
  private final LetterWriter writer;

  /**
   * @param institution what the letterhead says now
   * @param zone the institution's, in which the letter's date is today
   */
  public LetterService(
      LetterTemplateService templates,
      StudentService students,
      Issuer issuer,
      Supplier<Institution> institution,
      Clock clock,
      ZoneId zone,
      LetterWriter writer) {
    this.templates = templates;
    this.students = students;
    this.issuer = issuer;
    this.institution = institution;
    this.clock = clock;
    this.zone = zone;
    this.writer = writer;
  }

  /**
   * A letter about a student. A letter states its date: another day makes another letter.
   *
   * @param type the template's name
   * @param purpose what the office says that it is for; "" for nothing in particular
   * @throws Problem 400 without such a template, 404 when the student is out of the caller's reach,
   *     409 while a hold stands
   */
  public IssuedDocument issue(String type, long studentId, String purpose, Occasion occasion) {
    LetterTemplateView template =
        templates
            .current(type)
            .orElseThrow(
                () -> Problem.field("letter", "There is no template of this name: make one."));
    return issuer.issue(
        DocumentType.letter(type),
        studentId,
        occasion,
        () -> draft(template, students.get(occasion.caller(), studentId), purpose));
  }

  /**
   * All that a letter states.
   *
   * @param template the id of the template's version
   */
  private record Letter(
      Institution institution,
      Holder holder,
      long template,
      String title,
      List<String> paragraphs,
      LocalDate date) {}

  private Draft draft(LetterTemplateView template, StudentView student, String purpose) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    Holder holder =
        new Holder(
            student.regNo(), student.name(), student.nameUr(), student.program(), student.status());
    Institution letterhead = institution.get();
    Map<String, String> values =
        Map.of(
            "name", student.name(),
            "name_ur", student.nameUr(),
            "reg_no", student.regNo(),
            "program", student.program(),
            "status", student.status(),
            "institution", letterhead.name(),
            "date", DATE.format(today),
            "purpose", purpose.isBlank() ? ANY_PURPOSE : purpose);
    Letter letter =
        new Letter(
            letterhead,
            holder,
            template.id(),
            String.join(" ", Wording.paragraphs(template.title(), values)),
            Wording.paragraphs(template.body(), values),
            today);
    return new Draft(
        holder,
        letter,
        imprint ->
            writer.write(
                new LetterContent(
                    letterhead,
                    letter.title(),
                    imprint.serial(),
                    letter.date(),
                    imprint.verifyUrl(),
                    holder,
                    letter.paragraphs())));
  }
}
