package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeRules.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of attempts. The rules of a term's average are those of the scheme among its
 * courses that took effect last; those of the record are its last term's.
 */
final class Arithmetic {
  private final List<Outcome> outcomes;
  private final @Nullable KeptScheme governing;
  private final Repeats repeats;
  private final boolean explain;
  private final Map<Long, Explanation.Scores> scores;

  /**
   * @param attempts oldest first
   * @param on the day on which the record stands
   * @param explain whether it says how its figures came about
   * @param scores by section, of those that the reader may see
   */
  Arithmetic(
      List<Attempt> attempts, LocalDate on, boolean explain, Map<Long, Explanation.Scores> scores) {
    this.outcomes = attempts.stream().map(attempt -> Outcome.of(attempt, on)).toList();
    this.explain = explain;
    this.scores = scores;
    this.governing =
        terms().values().stream()
            .map(Arithmetic::governing)
            .filter(Objects::nonNull)
            .reduce((earlier, later) -> later)
            .orElse(null);
    this.repeats = new Repeats(outcomes, rules(governing).repeats());
  }

  private static GradeRules rules(@Nullable KeptScheme scheme) {
    return scheme == null ? GradeRules.DEFAULT : scheme.rules();
  }

  private static @Nullable KeptScheme governing(List<Outcome> term) {
    return term.stream()
        .flatMap(outcome -> Stream.ofNullable(outcome.attempt().kept()))
        .max(Comparator.comparing(KeptScheme::effectiveFrom).thenComparing(KeptScheme::id))
        .orElse(null);
  }

  private Map<String, List<Outcome>> terms() {
    Map<String, List<Outcome>> terms = new LinkedHashMap<>();
    outcomes.forEach(
        outcome ->
            terms
                .computeIfAbsent(outcome.attempt().term(), name -> new ArrayList<>())
                .add(outcome));
    return terms;
  }

  AcademicRecord record(StudentSummary student) {
    List<TermRecord> terms =
        terms().entrySet().stream().map(term -> term(term.getKey(), term.getValue())).toList();
    List<Outcome> counting =
        outcomes.stream().filter(outcome -> repeats.insteadOf(outcome) == null).toList();
    GradePoints points = points(counting);
    GradeRules rules = rules(governing);
    BigDecimal cgpa = points.average(rules);
    Standing standing = cgpa == null ? null : rules.standingFor(cgpa);
    return new AcademicRecord(
        student,
        terms,
        cgpa,
        points.credits(),
        terms.stream().mapToInt(TermRecord::creditsAttempted).sum(),
        earned(counting),
        standing == null ? "" : standing.standing(),
        explain
            ? new Explanation.Whole(average(points, cgpa, governing), rules.repeats(), standing)
            : null);
  }

  private TermRecord term(String name, List<Outcome> term) {
    GradePoints points = points(term);
    KeptScheme scheme = governing(term);
    BigDecimal gpa = points.average(rules(scheme));
    return new TermRecord(
        name,
        term.stream().map(outcome -> outcome.course(explain ? explained(outcome) : null)).toList(),
        gpa,
        points.credits(),
        term.stream().filter(Outcome::attempted).mapToInt(o -> o.attempt().credits()).sum(),
        earned(term),
        explain ? average(points, gpa, scheme) : null);
  }

  private static GradePoints points(List<Outcome> outcomes) {
    return GradePoints.of(outcomes.stream().map(outcome -> outcome.course(null)).toList());
  }

  private static int earned(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome::earned).mapToInt(o -> o.attempt().credits()).sum();
  }

  private static Explanation.Average average(
      GradePoints points, @Nullable BigDecimal average, @Nullable KeptScheme scheme) {
    GradeRules rules = rules(scheme);
    String sum = points.total().toPlainString();
    return new Explanation.Average(
        points.total(),
        points.credits(),
        rules.gpaRounding() + " to " + rules.gpaPlaces() + " decimals",
        average == null ? "" : sum + " ÷ " + points.credits() + " = " + average.toPlainString(),
        scheme == null ? null : scheme.view());
  }

  private Explanation.Course explained(Outcome outcome) {
    Attempt attempt = outcome.attempt();
    KeptScheme kept = attempt.kept();
    Outcome instead = repeats.insteadOf(outcome);
    boolean counts = outcome.points() != null;
    List<Explanation.Reason> reasons = new ArrayList<>(outcome.reasons());
    if (instead != null) {
      Attempt other = instead.attempt();
      reasons.add(Why.REPLACED.reason(Map.of("grade", other.grade(), "term", other.term())));
    }
    if (!attempt.institution().isEmpty()) {
      reasons.add(Why.ELSEWHERE.reason(Map.of("institution", attempt.institution())));
    }
    Long section = attempt.section();
    return new Explanation.Course(
        kept == null ? null : kept.view(),
        outcome.meaning(),
        outcome.countedAs(),
        outcome.row(),
        section == null ? null : scores.get(section),
        outcome.qualityPoints(),
        counts,
        counts && instead == null,
        outcome.earned() && instead == null,
        reasons.stream().map(Explanation.Reason::text).collect(Collectors.joining(" ")),
        reasons);
  }
}
