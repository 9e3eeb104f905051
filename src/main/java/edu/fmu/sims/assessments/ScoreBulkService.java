package edu.fmu.sims.assessments;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.assessments.CellRepository.Cell;
import edu.fmu.sims.assessments.CellRepository.Entry;
import edu.fmu.sims.assessments.CellRepository.Place;
import edu.fmu.sims.assessments.ScoreBulkBody.Row;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.BulkFaults;
import edu.fmu.sims.web.BulkRow;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a gradebook written together, all or nothing. Each names the version that its writer
 * saw, null for an empty cell: what somebody else changed meanwhile is never overwritten. An empty
 * cell is not a zero: null as the score empties the cell.
 */
public final class ScoreBulkService {
  private static final int OK = 200;
  private static final int MOST_ROWS = 5000;

  private final Transactions transactions;
  private final AuditLog audit;
  private final CellRepository cells;

  public ScoreBulkService(Transactions transactions, AuditLog audit) {
    this.transactions = transactions;
    this.audit = audit;
    this.cells = new CellRepository(transactions);
  }

  /**
   * What became of the cells.
   *
   * @param scores every cell of the call as it stands now, in its order
   */
  public record Outcome(
      int created, int updated, int cleared, int unchanged, List<Written> scores) {}

  /** A cell as it stands; score and version are null when it is empty. */
  public record Written(
      long assessment,
      long student,
      @Nullable BigDecimal score,
      @Nullable BigDecimal maxScore,
      @Nullable Integer version) {}

  /** What the log keeps of a score before and after. */
  private record State(BigDecimal score, @Nullable BigDecimal maxScore) {}

  /** A row that may be written, with its cell as it stands. */
  private record Change(BulkRow<Row> row, Row value, Place place, Cell cell) {
    BigDecimal maxScore() {
      if (value.maxScore() != null) {
        return value.maxScore();
      }
      return cell.maxScore() == null ? cell.usualMax() : cell.maxScore();
    }

    boolean isNothingNew() {
      BigDecimal score = value.score();
      BigDecimal former = cell.score();
      if (score == null || former == null) {
        return score == null && former == null;
      }
      return score.compareTo(former) == 0
          && cell.maxScore() != null
          && maxScore().compareTo(cell.maxScore()) == 0;
    }
  }

  /**
   * Writes the cells.
   *
   * @throws Problem 400 with {@code details.scores} for bad rows, 403 when one is in a foreign
   *     section, 409 with {@code details.scores} for those that somebody else changed
   */
  public Outcome write(Caller caller, Input<ScoreBulkBody> input) {
    List<BulkRow<Row>> rows = input.rows("scores", Row.class, MOST_ROWS);
    checkForm(rows);
    return transactions.call(() -> write(caller, rows));
  }

  private Outcome write(Caller caller, List<BulkRow<Row>> rows) {
    List<Change> changes = read(rows);
    checkOwn(caller, changes);
    checkRules(changes);
    checkVersions(changes);
    List<Change> open = changes.stream().filter(change -> !change.isNothingNew()).toList();
    List<Entry> inserts = new ArrayList<>();
    List<Entry> updates = new ArrayList<>();
    List<Place> deletes = new ArrayList<>();
    for (Change change : open) {
      BigDecimal score = change.value().score();
      if (score == null) {
        deletes.add(change.place());
      } else {
        Entry entry = new Entry(change.place(), score, change.maxScore());
        (change.cell().score() == null ? inserts : updates).add(entry);
      }
    }
    Set<Place> inserted = cells.insert(inserts);
    BulkFaults taken = faults();
    for (Change change : open) {
      if (change.cell().score() == null && !inserted.contains(change.place())) {
        taken.add(change.row(), "Somebody else has filled this cell meanwhile.");
      }
    }
    checkConflicts(taken);
    cells.update(updates);
    cells.delete(deletes);
    log(caller, open);
    return new Outcome(
        inserts.size(),
        updates.size(),
        deletes.size(),
        changes.size() - open.size(),
        changes.stream().map(ScoreBulkService::written).toList());
  }

  private static void checkForm(List<BulkRow<Row>> rows) {
    BulkFaults faults = faults();
    Set<Place> seen = new HashSet<>();
    for (BulkRow<Row> row : rows) {
      row.messages().forEach(message -> faults.add(row, message));
      Row value = row.value();
      if (value == null) {
        continue;
      }
      if (!row.raw().has("score")) {
        faults.add(row, "score: This field is required; null empties the cell.");
      }
      if (!seen.add(new Place(value.assessment(), value.student()))) {
        faults.add(row, "This cell stands in the list twice.");
      }
    }
    checkRows(faults);
  }

  private List<Change> read(List<BulkRow<Row>> rows) {
    Map<BulkRow<Row>, Place> places = new LinkedHashMap<>();
    for (BulkRow<Row> row : rows) {
      Row value = Objects.requireNonNull(row.value());
      places.put(row, new Place(value.assessment(), value.student()));
    }
    Map<Place, Cell> found = cells.find(List.copyOf(places.values()));
    List<Change> changes = new ArrayList<>();
    places.forEach(
        (row, place) ->
            changes.add(
                new Change(
                    row,
                    Objects.requireNonNull(row.value()),
                    place,
                    Objects.requireNonNull(found.get(place)))));
    return changes;
  }

  private static void checkOwn(Caller caller, List<Change> changes) {
    if (caller.is(Role.FACULTY)
        && changes.stream()
            .map(Change::cell)
            .anyMatch(cell -> cell.exists() && !Objects.equals(cell.teacher(), caller.userId()))) {
      throw new Problem(
          ProblemType.FORBIDDEN, "Some of these assessments are not of your own sections.");
    }
  }

  private static void checkRules(List<Change> changes) {
    BulkFaults faults = faults();
    for (Change change : changes) {
      Cell cell = change.cell();
      BigDecimal score = change.value().score();
      if (!cell.exists()) {
        faults.add(change.row(), "assessment: There is no such assessment.");
      } else if (!cell.enrolled() && cell.score() == null) {
        faults.add(change.row(), "student: The student is not enrolled in the section.");
      } else if (score != null && score.compareTo(change.maxScore()) > 0) {
        faults.add(change.row(), "score: " + ScoreBody.tooHigh(change.maxScore()));
      }
    }
    checkRows(faults);
  }

  private static void checkVersions(List<Change> changes) {
    BulkFaults faults = faults();
    for (Change change : changes) {
      if (!Objects.equals(change.value().version(), change.cell().version())) {
        faults.add(change.row(), "Somebody else has changed this cell meanwhile.");
      }
    }
    checkConflicts(faults);
  }

  private void log(Caller caller, List<Change> changes) {
    Map<Long, List<Change>> columns =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    change -> change.place().assessment(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<AuditLog.Act> acts = new ArrayList<>();
    columns.forEach((assessment, cells) -> acts.add(act(assessment, cells)));
    audit.recordAll(caller, OK, ScoreService.MODEL, acts);
  }

  private static AuditLog.Act act(long assessment, List<Change> changes) {
    Map<String, State> before = new HashMap<>();
    Map<String, State> after = new LinkedHashMap<>();
    for (Change change : changes) {
      String cell = ScoreService.Cells.key(assessment, change.place().student());
      if (change.cell().score() != null) {
        before.put(cell, new State(change.cell().score(), change.cell().maxScore()));
      }
      BigDecimal score = change.value().score();
      if (score != null) {
        after.put(cell, new State(score, change.maxScore()));
      }
    }
    return new AuditLog.Act(
        ScoreService.Cells.object(assessment),
        "Scores of " + changes.size() + " cells, by assessment/student",
        before,
        after);
  }

  private static Written written(Change change) {
    BigDecimal score = change.value().score();
    Integer former = change.cell().version();
    Integer version = former == null ? Integer.valueOf(0) : former;
    if (score != null && former != null && !change.isNothingNew()) {
      version = former + 1;
    }
    return new Written(
        change.place().assessment(),
        change.place().student(),
        score,
        score == null ? null : change.maxScore(),
        score == null ? null : version);
  }

  private static BulkFaults faults() {
    return new BulkFaults("scores", "assessment", "student");
  }

  private static void checkRows(BulkFaults faults) {
    faults.check(ProblemType.VALIDATION, "Some rows are not valid; nothing was written.");
  }

  private static void checkConflicts(BulkFaults faults) {
    faults.check(ProblemType.CONFLICT, "Some cells were changed meanwhile; nothing was written.");
  }
}
