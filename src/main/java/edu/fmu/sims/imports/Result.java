package edu.fmu.sims.imports;

import edu.fmu.sims.records.Done;
import edu.fmu.sims.records.Done.Action;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.web.Choices;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a file does.
 *
 * @param done every row that is in order
 * @param faults the first of them, in order of the rows
 * @param faultCount all that were met; after a thousand the search is given up
 */
public record Result(List<Done> done, List<Fault> faults, int faultCount) {
  /**
   * A row that makes or changes a record.
   *
   * @param action created or updated
   */
  public record Change(int row, @Choices({"created", "updated"}) String action) {}

  static Result of(Outcome outcome) {
    List<Fault> faults =
        outcome.faults().stream().sorted(Comparator.comparingInt(Fault::row)).toList();
    return new Result(
        outcome.done().stream().sorted(Comparator.comparingInt(Done::row)).toList(),
        faults.stream().limit(Steps.MOST_FAULTS).toList(),
        faults.size());
  }

  int count(Action action) {
    return (int) done.stream().filter(one -> one.action() == action).count();
  }

  List<Change> changes() {
    return done.stream()
        .filter(one -> one.action() != Action.UNCHANGED)
        .map(one -> new Change(one.row(), one.action().name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
