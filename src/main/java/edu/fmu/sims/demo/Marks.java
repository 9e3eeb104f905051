package edu.fmu.sims.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The assessments of a class and the marks that its students get in them. */
final class Marks {
  private static final int NOISE = 7;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /**
   * A part of the final grade. Weights and maxima are such that half marks give percentages of two
   * decimals at most.
   *
   * @param early whether it takes place in the first half of the term
   */
  record Part(String type, int weight, int max, boolean early) {}

  /** A grade and the least percentage that earns it. */
  record GradeLine(String grade, BigDecimal least) {}

  private static final List<Part> LECTURE =
      List.of(
          new Part("Quiz", 10, 20, true),
          new Part("Assignment", 10, 10, true),
          new Part("Midterm", 30, 50, true),
          new Part("Final", 50, 100, false));
  private static final List<Part> CLINICAL =
      List.of(
          new Part("Logbook", 10, 10, true),
          new Part("Midterm", 20, 50, true),
          new Part("OSCE", 30, 50, false),
          new Part("Viva", 40, 100, false));

  private final List<GradeLine> scheme;

  /**
   * @param scheme the grades, best first
   */
  Marks(List<GradeLine> scheme) {
    this.scheme = scheme;
  }

  static List<Part> parts(CourseLine course) {
    return course.credits() >= 5 || course.title().contains("Clinical") ? CLINICAL : LECTURE;
  }

  /** A student's marks in the parts; null where there is none (yet). */
  static List<@Nullable BigDecimal> draw(DemoSection section, DemoStudent student, Random random) {
    List<@Nullable BigDecimal> scores = new ArrayList<>();
    for (Part part : parts(section.course())) {
      double percent = student.ability() + NOISE * random.nextGaussian();
      boolean missed = random.nextInt(60) == 0 && student.index() > 0 && part.weight() <= 10;
      boolean held = section.complete() || (part.early() && !section.behind());
      if (!held || missed) {
        scores.add(null);
      } else {
        long halves = Math.round(Math.clamp(percent, 8, 100) * part.max() * 2 / 100);
        scores.add(BigDecimal.valueOf(halves).divide(TWO));
      }
    }
    return scores;
  }

  /** The grade of those marks: Σ (score ÷ max × weight), a missing mark counts 0. */
  String grade(List<Part> parts, List<@Nullable BigDecimal> scores) {
    BigDecimal percentage = BigDecimal.ZERO;
    for (int i = 0; i < parts.size(); i++) {
      BigDecimal score = scores.get(i);
      if (score != null) {
        Part part = parts.get(i);
        percentage =
            percentage.add(
                score
                    .multiply(BigDecimal.valueOf(part.weight()))
                    .divide(BigDecimal.valueOf(part.max())));
      }
    }
    for (GradeLine line : scheme) {
      if (percentage.compareTo(line.least()) >= 0) {
        return line.grade();
      }
    }
    throw new IllegalStateException("the grade scheme has no grade for " + percentage + " %");
  }

  /** The grade below; above for the lowest one. */
  String below(String grade) {
    int at = place(grade);
    return scheme.get(at + 1 < scheme.size() ? at + 1 : at - 1).grade();
  }

  /** The grade above; below for the best one. */
  String above(String grade) {
    int at = place(grade);
    return scheme.get(at > 0 ? at - 1 : 1).grade();
  }

  private int place(String grade) {
    for (int i = 0; i < scheme.size(); i++) {
      if (scheme.get(i).grade().equals(grade)) {
        return i;
      }
    }
    throw new IllegalArgumentException(grade);
  }
}
