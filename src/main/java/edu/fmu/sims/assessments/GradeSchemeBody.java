package edu.fmu.sims.assessments;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a grade scheme.
 *
 * @param program the program's id; null for the default scheme
 * @param intakeFrom the first intake that it is meant for; null for all
 * @param active whether it is applied; false for a template
 * @param rules how averages are made; by default as in the default scheme
 */
public record GradeSchemeBody(
    @NotNull @NotBlank @Size(max = 128) String name,
    @NotNull LocalDate effectiveFrom,
    @Nullable Long program,
    @NotNull @NotEmpty @Size(max = 50) List<@NotNull @Valid Row> rows,
    @Nullable LocalDate intakeFrom,
    @NotNull Boolean active,
    @NotNull @Valid GradeRules rules) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public GradeSchemeBody(
      @Nullable String name,
      @Nullable LocalDate effectiveFrom,
      @Nullable Long program,
      @Nullable List<Row> rows,
      @Nullable LocalDate intakeFrom,
      @Nullable Boolean active,
      @Nullable GradeRules rules) {
    this.name = name;
    this.effectiveFrom = effectiveFrom;
    this.program = program;
    this.rows = rows;
    this.intakeFrom = intakeFrom;
    this.active = active == null || active;
    this.rules = rules == null ? GradeRules.DEFAULT : rules;
  }

  /** The grades that percentages earn. */
  Set<String> grades() {
    return rows.stream().map(Row::grade).collect(Collectors.toSet());
  }

  /** One grade. */
  public record Row(
      @NotNull @NotBlank @Size(max = 8) String grade,
      @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2)
          BigDecimal minPercentage,
      @NotNull @DecimalMin("0") @DecimalMax("5") @Digits(integer = 1, fraction = 2)
          BigDecimal points) {

    @SuppressWarnings("NullAway") // required fields stay null until validation names them
    public Row(
        @Nullable String grade, @Nullable BigDecimal minPercentage, @Nullable BigDecimal points) {
      this.grade = grade == null ? null : grade.strip();
      this.minPercentage = minPercentage;
      this.points = points;
    }
  }

  /** What is wrong with the rows as a whole; nothing when every percentage has its one grade. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (rows.stream().map(Row::grade).distinct().count() < rows.size()) {
      faults.add("Every grade may stand there once.");
    }
    if (rows.stream().map(row -> row.minPercentage().stripTrailingZeros()).distinct().count()
        < rows.size()) {
      faults.add("Every min_percentage may stand there once.");
    }
    if (rows.stream().noneMatch(row -> row.minPercentage().signum() == 0)) {
      faults.add("One row must have the min_percentage 0, so that every percentage has a grade.");
    }
    List<BigDecimal> points =
        rows.stream().sorted(Comparator.comparing(Row::minPercentage)).map(Row::points).toList();
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).compareTo(points.get(i - 1)) < 0) {
        faults.add("A higher min_percentage may not earn fewer points.");
        break;
      }
    }
    return faults;
  }
}
