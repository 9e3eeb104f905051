package edu.fmu.sims.assessments;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.fmu.sims.web.Json;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a grade scheme says beside its rows. What is left out is as in the default scheme.
 *
 * @param percentageRounding what happens to a percentage before it is held against the rows: {@code
 *     none}, {@code half_up} or {@code up}
 * @param percentagePlaces decimals that are left then
 * @param gpaRounding how an average is rounded: {@code half_up}, {@code up} or {@code down}
 * @param gpaPlaces decimals of an average
 * @param repeats which attempts at a course count in the CGPA: {@code all}, the {@code latest} or
 *     the {@code best}; the average of a term keeps every attempt
 * @param notInGpa grades of the rows whose points are left out of averages
 * @param noCredit grades of the rows that earn no credit hours although they have points
 * @param marks grades outside the rows, which no percentage earns
 * @param standings academic standings by the least CGPA
 */
public record GradeRules(
    @NotNull @Pattern(regexp = "none|half_up|up", message = "Must be one of none, half_up, up.")
        String percentageRounding,
    @NotNull @Min(0) @Max(2) Integer percentagePlaces,
    @NotNull @Pattern(regexp = "half_up|up|down", message = "Must be one of half_up, up, down.")
        String gpaRounding,
    @NotNull @Min(0) @Max(4) Integer gpaPlaces,
    @NotNull @Pattern(regexp = "all|latest|best", message = "Must be one of all, latest, best.")
        String repeats,
    @NotNull @Size(max = 50) List<@NotNull @Size(max = 8) String> notInGpa,
    @NotNull @Size(max = 50) List<@NotNull @Size(max = 8) String> noCredit,
    @NotNull @Size(max = 20) List<@NotNull @Valid Mark> marks,
    @NotNull @NotEmpty @Size(max = 20) List<@NotNull @Valid Standing> standings) {

  /** As the contract has it: nothing rounded before grading, averages half-up to 2 decimals. */
  public static final GradeRules DEFAULT =
      new GradeRules(null, null, null, null, null, null, null, null, null);

  public GradeRules(
      @Nullable String percentageRounding,
      @Nullable Integer percentagePlaces,
      @Nullable String gpaRounding,
      @Nullable Integer gpaPlaces,
      @Nullable String repeats,
      @Nullable List<String> notInGpa,
      @Nullable List<String> noCredit,
      @Nullable List<Mark> marks,
      @Nullable List<Standing> standings) {
    this.percentageRounding = percentageRounding == null ? "none" : percentageRounding;
    this.percentagePlaces = percentagePlaces == null ? 2 : percentagePlaces;
    this.gpaRounding = gpaRounding == null ? "half_up" : gpaRounding;
    this.gpaPlaces = gpaPlaces == null ? 2 : gpaPlaces;
    this.repeats = repeats == null ? "all" : repeats;
    this.notInGpa = notInGpa == null ? List.of() : notInGpa;
    this.noCredit = noCredit == null ? List.of() : noCredit;
    this.marks =
        marks == null
            ? List.of(
                new Mark("I", Mark.INCOMPLETE, null, null),
                new Mark("W", Mark.WITHDRAWN, null, null),
                new Mark("P", Mark.PASS, null, null),
                new Mark("NP", Mark.NO_PASS, null, null),
                new Mark("TC", Mark.TRANSFER, null, null))
            : marks;
    this.standings =
        standings == null
            ? List.of(
                new Standing("good", new BigDecimal("2.00")),
                new Standing("probation", BigDecimal.ZERO))
            : standings;
  }

  /**
   * A grade that no percentage earns.
   *
   * @param meaning {@code incomplete}: the work is outstanding; {@code withdrawn}: the course was
   *     left; {@code pass} and {@code no_pass}: credits without points; {@code transfer}: credits
   *     of another institution
   * @param becomes the grade as which an incomplete counts once it is overdue; null for none
   * @param afterDays days after the last day of the term (without one, its first day; without that,
   *     the publication) from which on it is overdue
   */
  public record Mark(
      @NotNull @NotBlank @Size(max = 8) String grade,
      @NotNull
          @Pattern(
              regexp = "incomplete|withdrawn|pass|no_pass|transfer",
              message = "Must be one of incomplete, withdrawn, pass, no_pass, transfer.")
          String meaning,
      @Nullable @Size(max = 8) String becomes,
      @Nullable @Min(0) @Max(3650) Integer afterDays) {
    public static final String INCOMPLETE = "incomplete";
    public static final String WITHDRAWN = "withdrawn";
    public static final String PASS = "pass";
    public static final String NO_PASS = "no_pass";
    public static final String TRANSFER = "transfer";

    @SuppressWarnings("NullAway") // required fields stay null until validation names them
    public Mark(
        @Nullable String grade,
        @Nullable String meaning,
        @Nullable String becomes,
        @Nullable Integer afterDays) {
      this.grade = grade;
      this.meaning = meaning;
      this.becomes = becomes;
      this.afterDays = afterDays;
    }
  }

  /**
   * A standing and the least CGPA that it takes.
   *
   * @param standing {@code good}, {@code probation} or the institution's own word
   */
  public record Standing(
      @NotNull @NotBlank @Size(max = 32) String standing,
      @NotNull @DecimalMin("0") @DecimalMax("5") @Digits(integer = 1, fraction = 4)
          BigDecimal minGpa) {
    @SuppressWarnings("NullAway") // required fields stay null until validation names them
    public Standing(@Nullable String standing, @Nullable BigDecimal minGpa) {
      this.standing = standing;
      this.minGpa = minGpa;
    }
  }

  /** Rules as the database gives them. */
  public static GradeRules of(String json) {
    try {
      return Json.MAPPER.readValue(json, GradeRules.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("grade scheme rules", e);
    }
  }

  String json() {
    try {
      return Json.MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("grade scheme rules", e);
    }
  }

  /** What is wrong with the rules as a whole, beside rows of these grades. */
  List<String> faults(Set<String> grades) {
    List<String> faults = new ArrayList<>();
    if (marks.stream().map(Mark::grade).distinct().count() < marks.size()) {
      faults.add("Every mark may stand there once.");
    }
    if (marks.stream().anyMatch(mark -> (mark.becomes() == null) != (mark.afterDays() == null))) {
      faults.add("becomes and after_days go together.");
    }
    for (Mark mark : marks) {
      if (mark.becomes() != null
          && !(mark.meaning().equals(Mark.INCOMPLETE) && grades.contains(mark.becomes()))) {
        faults.add("An incomplete alone becomes another grade, and one of the rows.");
      }
    }
    if (standings.stream().noneMatch(standing -> standing.minGpa().signum() == 0)) {
      faults.add("One standing must have the min_gpa 0, so that every average has a standing.");
    }
    if (standings.stream().map(s -> s.minGpa().stripTrailingZeros()).distinct().count()
        < standings.size()) {
      faults.add("Every min_gpa may stand there once.");
    }
    if (!grades.containsAll(notInGpa) || !grades.containsAll(noCredit)) {
      faults.add("not_in_gpa and no_credit name grades of the rows.");
    }
    return faults;
  }

  boolean roundsPercentages() {
    return !percentageRounding.equals("none");
  }

  RoundingMode percentageMode() {
    return mode(percentageRounding);
  }

  /** How averages are rounded. */
  public RoundingMode gpaMode() {
    return mode(gpaRounding);
  }

  private static RoundingMode mode(String word) {
    return switch (word) {
      case "up" -> RoundingMode.UP;
      case "down" -> RoundingMode.DOWN;
      default -> RoundingMode.HALF_UP;
    };
  }

  /** What the grade means outside the rows; empty for an unknown one. */
  public Optional<Mark> markOf(String grade) {
    return marks.stream().filter(mark -> mark.grade().equals(grade)).findFirst();
  }

  /** The standing that the average takes. */
  public Standing standingFor(BigDecimal cgpa) {
    return standings.stream()
        .filter(standing -> cgpa.compareTo(standing.minGpa()) >= 0)
        .max(Comparator.comparing(Standing::minGpa))
        .orElseGet(standings::getLast);
  }
}
