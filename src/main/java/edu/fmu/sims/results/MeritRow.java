package edu.fmu.sims.results;

import edu.fmu.sims.web.Personal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a merit list.
 *
 * @param rank 1 for the best; who is equal shares a rank, and the ranks after them are left out
 * @param student the student's id
 * @param program the student's program
 * @param cgpa over the whole record as it stands, rounded as the transcript has it
 * @param termGpa of the term of the list, rounded as the transcript has it
 * @param credits credit hours that count towards the CGPA
 * @param termCredits credit hours that count towards the term's average
 * @param failed courses of the term that are failed
 * @param undecided courses of the term that are neither passed nor failed, such as incompletes
 */
public record MeritRow(
    int rank,
    long student,
    String regNo,
    String name,
    String program,
    @Nullable BigDecimal cgpa,
    @Nullable BigDecimal termGpa,
    int credits,
    int termCredits,
    int failed,
    int undecided)
    implements Personal {

  /**
   * Ranks by that figure: the highest first, equals by registration number under one rank (1, 2, 2,
   * 4). Figures are equal when they are so as rounded: what no transcript tells apart is not ranked
   * apart. Who has no such figure is in no list.
   */
  static List<MeritRow> ranked(
      Stream<MeritRow> rows, Function<MeritRow, @Nullable BigDecimal> figure) {
    Comparator<MeritRow> best =
        Comparator.comparing(
                (MeritRow row) -> figureOf(row, figure), Comparator.<BigDecimal>reverseOrder())
            .thenComparing(MeritRow::regNo);
    List<MeritRow> ranked = new ArrayList<>();
    for (MeritRow row : rows.filter(row -> figure.apply(row) != null).sorted(best).toList()) {
      boolean shares =
          !ranked.isEmpty()
              && figureOf(ranked.getLast(), figure).compareTo(figureOf(row, figure)) == 0;
      ranked.add(row.at(shares ? ranked.getLast().rank() : ranked.size() + 1));
    }
    return ranked;
  }

  private static BigDecimal figureOf(
      MeritRow row, Function<MeritRow, @Nullable BigDecimal> figure) {
    BigDecimal value = figure.apply(row);
    return value == null ? BigDecimal.ZERO : value;
  }

  private MeritRow at(int place) {
    return new MeritRow(
        place,
        student,
        regNo,
        name,
        program,
        cgpa,
        termGpa,
        credits,
        termCredits,
        failed,
        undecided);
  }
}
