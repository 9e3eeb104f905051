package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Course;
import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import edu.fmu.sims.pdf.TranscriptContent.Term;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Documents of several lengths to look at. */
final class Samples {

  private static final String[] SUBJECTS = {
    "Gross Anatomy and Embryology",
    "Biochemistry II",
    "Physiology of the Cardiovascular System",
    "Community Medicine",
    "Behavioural Sciences",
    "Pharmacology and Therapeutics",
    "Pathology: General and Systemic",
    "Islamic Studies and Ethics"
  };
  private static final int PER_TERM = 8;

  private Samples() {}

  static Institution institution() {
    return new Institution(
        "FMU Medical University",
        "Sargodha Road, Faisalabad, Pakistan",
        "Office of the Registrar",
        "Prof. Dr. Saima Rashid",
        "Registrar");
  }

  static TranscriptContent transcript(int results) {
    return transcript(results, "Ayesha Siddiqa", "عائشہ صدیقہ");
  }

  static TranscriptContent transcript(int results, String name, String nameUr) {
    List<Term> terms = new ArrayList<>();
    for (int from = 0; from < results; from += PER_TERM) {
      List<Course> courses = new ArrayList<>();
      for (int i = from; i < Math.min(results, from + PER_TERM); i++) {
        courses.add(
            new Course(
                "MBBS-" + (101 + i),
                SUBJECTS[i % SUBJECTS.length],
                new BigDecimal("3.00"),
                i % 3 == 0 ? "A" : "B+",
                i % 3 == 0 ? new BigDecimal("4.00") : new BigDecimal("3.30"),
                "frozen"));
      }
      terms.add(
          new Term(
              (from / PER_TERM % 2 == 0 ? "Fall " : "Spring ") + (2021 + from / PER_TERM / 2),
              courses,
              new BigDecimal("3.53"),
              new BigDecimal(3 * courses.size())));
    }
    return new TranscriptContent(
        institution(),
        "TR-2026-000042",
        LocalDate.of(2026, 11, 28),
        "https://sims.fmu.edu.pk/verify/0123456789abcdefghjkmnpqrs",
        new Holder("2021-MBBS-014", name, nameUr, "Bachelor of Medicine (MBBS)", "Active"),
        terms,
        results == 0 ? null : new BigDecimal("3.53"),
        new BigDecimal(3 * results),
        results == 0 ? "" : "Good standing");
  }
}
