package edu.fmu.sims.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AttendanceRateTest {
  /** The definition again, in whole hundredths of a per cent: half-up by adding a half. */
  @Property
  void isRoundedHalfUp(
      @ForAll @LongRange(max = 1000) long attended, @ForAll @LongRange(max = 1000) long missed) {
    long counted = attended + missed;
    if (counted > 0) {
      assertThat(DashboardService.rate(attended, counted))
          .isEqualTo(BigDecimal.valueOf((attended * 20_000 + counted) / (2 * counted), 2));
    }
  }

  @Test
  void isZeroWithoutRecords() {
    assertThat(DashboardService.rate(0, 0)).isEqualByComparingTo("0");
  }
}
