package edu.fmu.sims.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradePointsTest {
  private static CourseRecord course(int credits, @Nullable String points) {
    return new CourseRecord(
        "C", "C", credits, "G", points == null ? null : new BigDecimal(points), "published");
  }

  @Provide
  Arbitrary<List<CourseRecord>> courses() {
    Arbitrary<BigDecimal> points =
        Arbitraries.bigDecimals()
            .between(BigDecimal.ZERO, new BigDecimal(5))
            .ofScale(2)
            .injectNull(0.2);
    return Combinators.combine(Arbitraries.integers().between(0, 12), points)
        .as((credits, worth) -> new CourseRecord("C", "C", credits, "G", worth, "frozen"))
        .list()
        .ofMaxSize(60);
  }

  /** The definition again, in whole numbers: hundredths of points, half-up by adding a half. */
  @Property
  void isTheWeightedMeanRoundedHalfUp(@ForAll("courses") List<CourseRecord> courses) {
    BigInteger hundredths = BigInteger.ZERO;
    long credits = 0;
    for (CourseRecord course : courses) {
      if (course.gradePoints() != null) {
        hundredths =
            hundredths.add(
                course
                    .gradePoints()
                    .movePointRight(2)
                    .toBigIntegerExact()
                    .multiply(BigInteger.valueOf(course.credits())));
        credits += course.credits();
      }
    }
    GradePoints points = GradePoints.of(courses);

    assertThat(points.credits()).isEqualTo(credits);
    if (credits == 0) {
      assertThat(points.average()).isNull();
    } else {
      BigInteger twice = BigInteger.valueOf(2 * credits);
      BigInteger expected =
          hundredths.multiply(BigInteger.TWO).add(BigInteger.valueOf(credits)).divide(twice);
      assertThat(points.average()).isEqualTo(new BigDecimal(expected, 2));
    }
  }

  @Property
  void theOrderOfCoursesDoesNotMatter(
      @ForAll("courses") List<CourseRecord> courses, @ForAll long seed) {
    List<CourseRecord> shuffled = new ArrayList<>(courses);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(GradePoints.of(shuffled).average()).isEqualTo(GradePoints.of(courses).average());
  }

  @Property
  void aCourseWithoutPointsChangesNothing(
      @ForAll("courses") List<CourseRecord> courses, @ForAll @IntRange(max = 12) int credits) {
    List<CourseRecord> more = new ArrayList<>(courses);
    more.add(course(credits, null));

    assertThat(GradePoints.of(more)).isEqualTo(GradePoints.of(courses));
  }

  @Property
  void staysWithinThePointsEarned(@ForAll("courses") List<CourseRecord> courses) {
    BigDecimal average = GradePoints.of(courses).average();
    if (average != null) {
      List<BigDecimal> earned =
          courses.stream()
              .filter(course -> course.credits() > 0)
              .flatMap(course -> Stream.ofNullable(course.gradePoints()))
              .sorted()
              .toList();
      assertThat(average).isBetween(earned.getFirst(), earned.getLast());
    }
  }

  @Test
  void halvesAreRoundedUp() {
    assertThat(GradePoints.of(List.of(course(1, "4.00"), course(1, "3.99"))).average())
        .isEqualTo("4.00");
    assertThat(GradePoints.of(List.of(course(2, "4.00"), course(1, "3.00"))).average())
        .isEqualTo("3.67");
    assertThat(GradePoints.of(List.of(course(3, "4.00"), course(3, "3.99"), course(2, "4.00"))))
        .extracting(GradePoints::average)
        .isEqualTo(new BigDecimal("4.00"));
    assertThat(GradePoints.of(List.of(course(0, "4.00"))).average()).isNull();
    assertThat(GradePoints.of(List.of()).average()).isNull();
  }
}
