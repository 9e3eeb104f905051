package edu.fmu.sims.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeScheme;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
  private static final LocalDate TERM_END = LocalDate.of(2026, 1, 31);
  private static final StudentSummary STUDENT = new StudentSummary(1, "R", "N", "", "P", "active");

  private static KeptScheme scheme(String rules) {
    GradeScheme base = GradeScheme.DEFAULT;
    return new KeptScheme(
        1,
        1L,
        0,
        LocalDate.of(2000, 1, 1),
        new GradeScheme(base.name(), base.rows(), GradeRules.of(rules)));
  }

  /** Attempts written as {@code term:course:credits:grade}, oldest first. */
  private static List<Attempt> attempts(KeptScheme scheme, String... texts) {
    List<Attempt> attempts = new ArrayList<>();
    for (String text : texts) {
      String[] part = text.split(":");
      attempts.add(
          new Attempt(
              part[0],
              part[1].hashCode(),
              (long) attempts.size(),
              part[1],
              part[1],
              Integer.parseInt(part[2]),
              part[3],
              "published",
              TERM_END,
              scheme,
              ""));
    }
    return attempts;
  }

  private static AcademicRecord record(String rules, LocalDate on, String... texts) {
    return new Arithmetic(attempts(scheme(rules), texts), on, true, Map.of()).record(STUDENT);
  }

  private static Explanation.Course explained(AcademicRecord record, int term, int course) {
    Explanation.Course explanation = record.terms().get(term).courses().get(course).explanation();
    return Objects.requireNonNull(explanation);
  }

  @ParameterizedTest
  @CsvSource({
    // rule, first and second attempt, then: CGPA, credits that count, attempted, earned
    "all,    F, A, 2.00, 6, 6, 3",
    "all,    B, A, 3.50, 6, 6, 6",
    "latest, F, A, 4.00, 3, 6, 3",
    "latest, A, F, 0.00, 3, 6, 0",
    "best,   A, F, 4.00, 3, 6, 3",
    "best,   D, B, 3.00, 3, 6, 3",
    "best,   B, B, 3.00, 3, 6, 3",
    "latest, A, W, 4.00, 3, 3, 3",
    "latest, W, A, 4.00, 3, 3, 3",
    "latest, A, I, 4.00, 3, 3, 3",
    "best,   F, P, , 0, 6, 3",
    "best,   B, P, 3.00, 3, 6, 3",
    "best,   F, NP, 0.00, 3, 6, 0",
    "latest, B, XX, 3.00, 3, 3, 3",
  })
  void repeatsCountAsTheSchemeSays(
      String rule,
      String first,
      String second,
      BigDecimal cgpa,
      int counted,
      int taken,
      int earned) {
    AcademicRecord record =
        record("{\"repeats\": \"" + rule + "\"}", TERM_END, "T1:C:3:" + first, "T2:C:3:" + second);
    assertThat(record.cgpa()).isEqualTo(cgpa);
    assertThat(record.credits()).isEqualTo(counted);
    assertThat(record.creditsAttempted()).isEqualTo(taken);
    assertThat(record.creditsEarned()).isEqualTo(earned);
  }

  @Test
  void theTermKeepsARepeatedAttemptAndTheRecordSaysWhatStandsInItsPlace() {
    AcademicRecord record = record("{\"repeats\": \"best\"}", TERM_END, "T1:C:3:D", "T2:C:3:A");
    assertThat(record.terms().getFirst().gpa()).isEqualTo("1.00");
    Explanation.Course repeated = explained(record, 0, 0);
    assertThat(repeated.countsInGpa()).isTrue();
    assertThat(repeated.countsInCgpa()).isFalse();
    assertThat(repeated.earnsCredits()).isFalse();
    assertThat(repeated.reason())
        .isEqualTo(
            "It counts in averages; its credit hours are earned."
                + " In the record as a whole the A of T2 stands in its place.");
    assertThat(repeated.reasons())
        .extracting(Explanation.Reason::code, Explanation.Reason::values)
        .containsExactly(
            tuple("counts_and_earns", Map.of()),
            tuple("replaced", Map.of("grade", "A", "term", "T2")));
    assertThat(explained(record, 1, 0).countsInCgpa()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "I,  incomplete, false, false",
    "W,  withdrawn,  false, false",
    "P,  pass,       false, true",
    "NP, no_pass,    false, false",
    "B,  graded,     true,  true",
    "F,  graded,     true,  false",
    "Z,  unknown,    false, false",
  })
  void everyKindOfGradeIsDefined(String grade, String outcome, boolean counts, boolean earns) {
    AcademicRecord record = record("{}", TERM_END, "T:C:3:" + grade);
    Explanation.Course course = explained(record, 0, 0);
    assertThat(course.outcome()).isEqualTo(outcome);
    assertThat(course.countsInCgpa()).isEqualTo(counts);
    assertThat(course.earnsCredits()).isEqualTo(earns);
    assertThat(record.creditsEarned()).isEqualTo(earns ? 3 : 0);
    assertThat(record.credits()).isEqualTo(counts ? 3 : 0);
  }

  @Test
  void anIncompleteBecomesAnotherGradeOnTheDayItIsOverdue() {
    String rules =
        "{\"marks\": [{\"grade\": \"I\", \"meaning\": \"incomplete\", \"becomes\": \"F\","
            + " \"after_days\": 28}]}";
    LocalDate overdue = LocalDate.of(2026, 2, 28);
    assertThat(record(rules, overdue.minusDays(1), "T:C:3:I").cgpa()).isNull();
    AcademicRecord record = record(rules, overdue, "T:C:3:I");
    assertThat(record.cgpa()).isEqualTo("0.00");
    assertThat(record.standing()).isEqualTo("probation");
    assertThat(record.terms().getFirst().courses().getFirst().grade()).isEqualTo("I");
    assertThat(explained(record, 0, 0).countedAs()).isEqualTo("F");
    assertThat(explained(record, 0, 0).reason())
        .isEqualTo(
            "Incomplete, counted as F since 2026-02-28."
                + " It counts in averages; it earns no credit hours.");
    assertThat(explained(record, 0, 0).reasons().getFirst())
        .isEqualTo(Why.OVERDUE.reason(Map.of("grade", "F", "day", "2026-02-28")));
  }

  @ParameterizedTest
  @CsvSource({"half_up, 2, 3.33", "up, 2, 3.34", "down, 1, 3.3", "up, 0, 4", "half_up, 4, 3.3333"})
  void averagesAreRoundedAsTheSchemeSays(String mode, int places, BigDecimal gpa) {
    String rules = "{\"gpa_rounding\": \"" + mode + "\", \"gpa_places\": " + places + "}";
    AcademicRecord record = record(rules, TERM_END, "T:C:2:A", "T:D:1:C");
    assertThat(record.cgpa()).isEqualTo(gpa);
    Explanation.Whole whole = Objects.requireNonNull(record.explanation());
    assertThat(whole.average().calculation()).isEqualTo("10.0 ÷ 3 = " + gpa);
  }

  @Test
  void gradesMayBeLeftOutOfAveragesOrOfCredits() {
    AcademicRecord record =
        record(
            "{\"not_in_gpa\": [\"A\"], \"no_credit\": [\"D\"]}",
            TERM_END,
            "T:C:3:A",
            "T:D:2:D",
            "T:E:1:B");
    assertThat(record.cgpa()).isEqualTo("1.67");
    assertThat(record.credits()).isEqualTo(3);
    assertThat(record.creditsAttempted()).isEqualTo(6);
    assertThat(record.creditsEarned()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"A, merit, 3.5", "B, good, 2.5", "C, warning, 0"})
  void theStandingIsTheSchemes(String grade, String standing, BigDecimal least) {
    AcademicRecord record =
        record(
            "{\"standings\": [{\"standing\": \"good\", \"min_gpa\": 2.5},"
                + " {\"standing\": \"merit\", \"min_gpa\": 3.5},"
                + " {\"standing\": \"warning\", \"min_gpa\": 0}]}",
            TERM_END,
            "T:C:3:" + grade);
    assertThat(record.standing()).isEqualTo(standing);
    assertThat(record.explanation())
        .extracting(Explanation.Whole::standingRule)
        .extracting(GradeRules.Standing::minGpa)
        .isEqualTo(least);
  }

  @Provide
  Arbitrary<List<String>> histories() {
    return Combinators.combine(
            Arbitraries.of("C1", "C2", "C3", "C4"),
            Arbitraries.of("A+", "A", "B+", "B", "C", "D", "F", "I", "W", "P", "NP", "?"))
        .as((course, grade) -> course + ":" + (1 + course.charAt(1) - '0') + ":" + grade)
        .list()
        .ofMaxSize(12);
  }

  private static AcademicRecord history(String rule, List<String> taken) {
    String[] texts = new String[taken.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "T" + i + ":" + taken.get(i);
    }
    return record("{\"repeats\": \"" + rule + "\"}", TERM_END, texts);
  }

  /** The definition of the latest attempt again, with a map by course. */
  @Property(tries = 300)
  void theLatestDecidedAttemptsMakeTheAverage(@ForAll("histories") List<String> taken) {
    Map<String, String> last = new LinkedHashMap<>();
    for (String text : taken) {
      if (!text.endsWith(":I") && !text.endsWith(":W") && !text.endsWith(":?")) {
        last.put(text.split(":")[0], text);
      }
    }
    BigDecimal sum = BigDecimal.ZERO;
    int credits = 0;
    for (String text : last.values()) {
      String[] part = text.split(":");
      BigDecimal points = GradeScheme.DEFAULT.pointsFor(part[2]).orElse(null);
      if (points != null) {
        sum = sum.add(points.multiply(new BigDecimal(part[1])));
        credits += Integer.parseInt(part[1]);
      }
    }
    AcademicRecord record = history("latest", taken);
    assertThat(record.credits()).isEqualTo(credits);
    assertThat(record.cgpa())
        .isEqualTo(
            credits == 0 ? null : sum.divide(BigDecimal.valueOf(credits), 2, RoundingMode.HALF_UP));
  }

  @Property(tries = 300)
  void aBetterLastGradeNeverLowersTheAverage(@ForAll("histories") List<String> taken) {
    for (String rule : List.of("all", "latest", "best")) {
      List<String> worse = new ArrayList<>(taken);
      worse.add("C9:3:C");
      List<String> better = new ArrayList<>(taken);
      better.add("C9:3:B");
      assertThat(history(rule, better).cgpa()).isGreaterThanOrEqualTo(history(rule, worse).cgpa());
    }
  }

  /** Whoever adds up what the explanation shows finds the figures of the record. */
  @Property(tries = 300)
  void theExplanationAddsUpToTheRecord(@ForAll("histories") List<String> taken) {
    for (String rule : List.of("all", "latest", "best")) {
      AcademicRecord record = history(rule, taken);
      Sum whole = new Sum();
      int earned = 0;
      for (TermRecord term : record.terms()) {
        Sum sum = new Sum();
        for (CourseRecord course : term.courses()) {
          Explanation.Course how = Objects.requireNonNull(course.explanation());
          sum.add(course, how, how.countsInGpa());
          whole.add(course, how, how.countsInCgpa());
          earned += how.earnsCredits() ? course.credits() : 0;
          assertThat(how.reason()).isNotBlank();
        }
        sum.is(term.gpa(), term.credits(), Objects.requireNonNull(term.explanation()));
      }
      whole.is(
          record.cgpa(), record.credits(), Objects.requireNonNull(record.explanation()).average());
      assertThat(record.creditsEarned()).isEqualTo(earned);
    }
  }

  /** Σ points × credits and Σ credits, as a reader adds them up. */
  private static final class Sum {
    private BigDecimal points = BigDecimal.ZERO;
    private int credits;

    void add(CourseRecord course, Explanation.Course how, boolean counts) {
      if (counts) {
        points = points.add(Objects.requireNonNull(how.qualityPoints()));
        credits += course.credits();
      }
    }

    void is(@Nullable BigDecimal average, int counted, Explanation.Average how) {
      assertThat(how.qualityPoints()).isEqualByComparingTo(points);
      assertThat(how.credits()).isEqualTo(credits);
      assertThat(counted).isEqualTo(credits);
      assertThat(average)
          .isEqualTo(
              credits == 0
                  ? null
                  : points.divide(BigDecimal.valueOf(credits), 2, RoundingMode.HALF_UP));
      if (average != null) {
        assertThat(how.calculation()).endsWith("÷ " + credits + " = " + average);
      }
    }
  }

  @Property(tries = 300)
  void anAverageLiesBetweenThePointsAndEarnsNoMoreThanWasTaken(
      @ForAll("histories") List<String> taken) {
    for (String rule : List.of("all", "latest", "best")) {
      AcademicRecord record = history(rule, taken);
      if (record.cgpa() != null) {
        assertThat(record.cgpa()).isBetween(BigDecimal.ZERO, new BigDecimal("4.00"));
      }
      assertThat(record.creditsEarned()).isLessThanOrEqualTo(record.creditsAttempted());
      assertThat(record.credits()).isLessThanOrEqualTo(record.creditsAttempted());
    }
  }
}
