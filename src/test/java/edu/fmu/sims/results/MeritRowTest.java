package edu.fmu.sims.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeritRowTest {
  private static MeritRow row(String regNo, @Nullable String cgpa) {
    return new MeritRow(
        0, 1, regNo, "Name", "MBBS", cgpa == null ? null : new BigDecimal(cgpa), null, 0, 0, 0, 0);
  }

  private static List<String> ranks(MeritRow... rows) {
    return MeritRow.ranked(Stream.of(rows), MeritRow::cgpa).stream()
        .map(row -> row.rank() + " " + row.regNo())
        .toList();
  }

  @Test
  void equalsShareARankAndTheNextIsAsManyBehind() {
    assertThat(ranks(row("D", "3.10"), row("C", "3.9"), row("B", "3.90"), row("A", "4.00")))
        .containsExactly("1 A", "2 B", "2 C", "4 D");
  }

  @Test
  void whoHasNoFigureIsNotRanked() {
    assertThat(ranks(row("A", null), row("B", "0.00"))).containsExactly("1 B");
    assertThat(ranks()).isEmpty();
  }
}
