package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.assessments.FinalGrade;
import edu.fmu.sims.assessments.FinalGradeService;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Transactions;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drafts from the scores of a whole section. */
public final class ComputeService {
  /** Two who compute the same section do so one after the other. */
  private static final String TURN = "select id from section where id = ? for no key update";

  private static final String PRESENT =
      "select "
          + ResultView.COLUMNS
          + " from result r where r.section_id = ? order by r.id for no key update";

  /** What someone published in between stays as it is. */
  private static final String PROPOSE =
      "insert into result as r (section_id, student_id, final_grade, changed_by)"
          + " select ?, v.student, v.grade, ? from unnest(?, ?) as v (student, grade)"
          + " order by v.student"
          + " on conflict (student_id, section_id) do update"
          + " set final_grade = excluded.final_grade, changed_by = excluded.changed_by,"
          + " version = r.version + 1 where r.state = 'draft'"
          + " and r.final_grade <> excluded.final_grade"
          + " returning "
          + ResultView.COLUMNS;

  private final Transactions transactions;
  private final AuditLog audit;
  private final FinalGradeService grades;

  public ComputeService(Transactions transactions, AuditLog audit, FinalGradeService grades) {
    this.transactions = transactions;
    this.audit = audit;
    this.grades = grades;
  }

  /**
   * What became of the section's results.
   *
   * @param unchanged drafts that were right already, and published and frozen results
   * @param results those of everyone with a final grade, by registration number
   */
  public record Computed(int created, int updated, int unchanged, List<ResultView> results) {}

  /**
   * Makes a draft of every final grade and brings older drafts up to date; published and frozen
   * results are left alone.
   *
   * @throws edu.fmu.sims.web.Problem 404 when there is no such section for the caller
   */
  Computed compute(Caller caller, long sectionId) {
    return transactions.call(
        () -> {
          Map<Long, ResultView> before = present(sectionId);
          List<FinalGrade> earned = grades.of(caller, sectionId);
          List<FinalGrade> stale =
              earned.stream().filter(grade -> isStale(before.get(grade.student()), grade)).toList();
          List<ResultView> written = stale.isEmpty() ? List.of() : write(caller, sectionId, stale);
          audit.changedAll(
              caller,
              "Result",
              written.stream()
                  .map(after -> new AuditLog.Change(after.id(), before.get(after.student()), after))
                  .toList());
          return summary(earned, before, written);
        });
  }

  private static boolean isStale(@Nullable ResultView present, FinalGrade grade) {
    return present == null
        || (!present.isPublished() && !present.finalGrade().equals(grade.grade()));
  }

  private Map<Long, ResultView> present(long sectionId) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement turn = connection.prepareStatement(TURN);
              PreparedStatement select = connection.prepareStatement(PRESENT)) {
            turn.setLong(1, sectionId);
            turn.execute();
            select.setLong(1, sectionId);
            Map<Long, ResultView> present = new HashMap<>();
            views(select).forEach(view -> present.put(view.student(), view));
            return present;
          }
        });
  }

  private List<ResultView> write(Caller caller, long sectionId, List<FinalGrade> stale) {
    return transactions.sql(
        connection -> {
          Array students =
              connection.createArrayOf("bigint", stale.stream().map(FinalGrade::student).toArray());
          Array letters =
              connection.createArrayOf("text", stale.stream().map(FinalGrade::grade).toArray());
          try (PreparedStatement upsert = connection.prepareStatement(PROPOSE)) {
            upsert.setLong(1, sectionId);
            upsert.setString(2, caller.username());
            upsert.setArray(3, students);
            upsert.setArray(4, letters);
            return views(upsert);
          }
        });
  }

  private static List<ResultView> views(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<ResultView> views = new ArrayList<>();
      while (rows.next()) {
        views.add(ResultView.of(rows));
      }
      return views;
    }
  }

  private static Computed summary(
      List<FinalGrade> earned, Map<Long, ResultView> before, List<ResultView> written) {
    Map<Long, ResultView> after = new HashMap<>(before);
    written.forEach(view -> after.put(view.student(), view));
    int created =
        (int) written.stream().filter(view -> !before.containsKey(view.student())).count();
    List<ResultView> results =
        earned.stream().flatMap(grade -> Stream.ofNullable(after.get(grade.student()))).toList();
    return new Computed(created, written.size() - created, earned.size() - written.size(), results);
  }
}
