package edu.fmu.sims.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.assessments.Marks.Assessed;
import edu.fmu.sims.assessments.Marks.Graded;
import edu.fmu.sims.assessments.Marks.Mark;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalGradeTest {
  private static FinalGrade grade(Mark... marks) {
    return grade(new BigDecimal("100").divide(BigDecimal.valueOf(marks.length)), List.of(marks));
  }

  private static FinalGrade grade(BigDecimal weight, List<Mark> marks) {
    List<Assessed> assessments = new ArrayList<>();
    Map<Long, Mark> scores = new HashMap<>();
    for (int i = 0; i < marks.size(); i++) {
      assessments.add(new Assessed(i, "quiz", weight, BigDecimal.valueOf(100)));
      scores.put((long) i, marks.get(i));
    }
    return FinalGradeService.grade(
        new Graded(1, "R-1", "A", 1, scores), assessments, GradeScheme.DEFAULT);
  }

  private static Mark mark(String score, String max) {
    return new Mark(new BigDecimal(score), new BigDecimal(max), 0);
  }

  @Test
  void thirdsMakeAWhole() {
    Mark third = mark("1", "3");
    FinalGrade grade = grade(new BigDecimal("90"), List.of(third, third, third));
    assertThat(grade.percentage()).isEqualTo(new BigDecimal("90.00"));
    assertThat(grade.grade()).isEqualTo("A+");
    FinalGrade mixed =
        grade(new BigDecimal("60"), List.of(mark("1", "3"), mark("2", "6"), mark("5", "6")));
    assertThat(mixed.percentage()).isEqualTo(new BigDecimal("90.00"));
    assertThat(mixed.grade()).isEqualTo("A+");
  }

  @Test
  void theGradeIsTakenBeforeRounding() {
    FinalGrade grade = grade(mark("89999.90", "99999.99"));
    assertThat(grade.percentage()).isEqualTo(new BigDecimal("90.00"));
    assertThat(grade.grade()).isEqualTo("A");
  }

  @ParameterizedTest
  @CsvSource({
    "100,A+",
    "90,A+",
    "89.99,A",
    "85,A",
    "84.99,B+",
    "80,B+",
    "79.99,B",
    "75,B",
    "74.99,C+",
    "70,C+",
    "69.99,C",
    "65,C",
    "64.99,D",
    "60,D",
    "59.99,F",
    "0,F"
  })
  void theDefaultSchemeIsTheContracts(String percentage, String grade) {
    assertThat(GradeScheme.DEFAULT.gradeFor(new BigDecimal(percentage))).isEqualTo(grade);
    assertThat(grade(mark(percentage, "100")).grade()).isEqualTo(grade);
  }

  @Test
  void pointsBelongToKnownGrades() {
    assertThat(GradeScheme.DEFAULT.pointsFor("B+")).contains(new BigDecimal("3.5"));
    assertThat(GradeScheme.DEFAULT.pointsFor("I")).isEmpty();
  }

  @Property
  void moreNeverEarnsLess(
      @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal a,
      @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal b) {
    BigDecimal low = points(a.min(b));
    assertThat(points(a.max(b))).isGreaterThanOrEqualTo(low);
  }

  private static BigDecimal points(BigDecimal percentage) {
    GradeScheme scheme = GradeScheme.DEFAULT;
    return scheme.pointsFor(scheme.gradeFor(percentage)).orElseThrow();
  }

  /** Compared with sums of whole numbers over one common denominator. */
  @Property
  void percentagesAreExact(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 400) Integer> maxima,
      @ForAll @IntRange(min = 0, max = 400) int seed) {
    BigInteger common = BigInteger.ONE;
    for (int max : maxima) {
      common = common.multiply(BigInteger.valueOf(max));
    }
    BigInteger sum = BigInteger.ZERO;
    List<Mark> marks = new ArrayList<>();
    int weight = 100 / maxima.size();
    for (int max : maxima) {
      int score = seed % (max + 1);
      marks.add(new Mark(BigDecimal.valueOf(score), BigDecimal.valueOf(max), 0));
      sum =
          sum.add(
              common
                  .multiply(BigInteger.valueOf((long) score * weight))
                  .divide(BigInteger.valueOf(max)));
    }
    FinalGrade grade = grade(BigDecimal.valueOf(weight), marks);
    BigInteger hundredths =
        sum.multiply(BigInteger.valueOf(200)).add(common).divide(common.shiftLeft(1));
    assertThat(grade.percentage()).isEqualTo(new BigDecimal(hundredths, 2));
    boolean earnsD = sum.compareTo(common.multiply(BigInteger.valueOf(60))) >= 0;
    assertThat(grade.grade().equals("F")).isEqualTo(!earnsD);
  }
}
