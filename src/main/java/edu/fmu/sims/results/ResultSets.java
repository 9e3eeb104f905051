package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;

/**
 * Publishes and freezes sets of results: the whole set or nothing. Rows are locked in the order of
 * their ids, so that two sets that overlap wait for each other instead of deadlocking.
 */
public final class ResultSets {
  private static final int BATCH = 200;

  private final Transactions transactions;
  private final AuditLog audit;
  private final Clock clock;
  private final SectionService sections;
  private final PublicationMails mails;

  public ResultSets(
      Transactions transactions,
      AuditLog audit,
      Clock clock,
      SectionService sections,
      PublicationMails mails) {
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
    this.sections = sections;
    this.mails = mails;
  }

  /** A step of the state machine, from one state to the next. */
  private enum Step {
    PUBLISH(Result.DRAFT) {
      @Override
      void take(Result result, Caller caller, Instant now) {
        result.publish(caller, now);
      }

      @Override
      boolean isBehind(Result result) {
        return !result.isIn(Result.DRAFT);
      }
    },
    FREEZE(Result.PUBLISHED) {
      @Override
      void take(Result result, Caller caller, Instant now) {
        result.freeze(caller, now);
      }

      @Override
      boolean isBehind(Result result) {
        return result.isIn(Result.FROZEN);
      }
    };

    private final String from;

    Step(String from) {
      this.from = from;
    }

    abstract void take(Result result, Caller caller, Instant now);

    /** Whether the result has taken the step before. */
    abstract boolean isBehind(Result result);
  }

  /**
   * Publishes every draft of the section; what is published or frozen already is left alone.
   *
   * @return those that were published now
   * @throws Problem 404 for an unknown section, 400 when one has no grade
   */
  List<ResultView> publishSection(Caller caller, long sectionId) {
    return section(caller, sectionId, Step.PUBLISH);
  }

  /**
   * Freezes every published result of the section; what is frozen already is left alone.
   *
   * @return those that were frozen now
   * @throws Problem 404 for an unknown section, 409 when it holds a draft
   */
  List<ResultView> freezeSection(Caller caller, long sectionId) {
    return section(caller, sectionId, Step.FREEZE);
  }

  /**
   * Publishes these drafts.
   *
   * @throws Problem 404 for an unknown one, 409 for one in another state, 400 for one without a
   *     grade
   */
  List<ResultView> publish(Caller caller, Collection<Long> ids) {
    return set(caller, ids, Step.PUBLISH);
  }

  /**
   * Freezes these published results.
   *
   * @throws Problem 404 for an unknown one, 409 for one in another state
   */
  List<ResultView> freeze(Caller caller, Collection<Long> ids) {
    return set(caller, ids, Step.FREEZE);
  }

  private List<ResultView> section(Caller caller, long sectionId, Step step) {
    return transactions.call(
        () -> {
          sections.get(caller, sectionId);
          List<Result> held =
              lock(
                  query("from Result where sectionId = :section order by id")
                      .setParameter("section", sectionId));
          return take(caller, held.stream().filter(r -> !step.isBehind(r)).toList(), step);
        });
  }

  private List<ResultView> set(Caller caller, Collection<Long> ids, Step step) {
    return transactions.call(
        () -> {
          List<Result> held =
              lock(
                  query("from Result where id in :ids order by id")
                      .setParameterList("ids", new TreeSet<>(ids)));
          requireAll(ids, held);
          return take(caller, held, step);
        });
  }

  private SelectionQuery<Result> query(String hql) {
    return transactions.session().createSelectionQuery(hql, Result.class);
  }

  private static List<Result> lock(SelectionQuery<Result> query) {
    return query.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE).getResultList();
  }

  private static void requireAll(Collection<Long> ids, List<Result> held) {
    Set<Long> missing = new LinkedHashSet<>(ids);
    held.forEach(result -> missing.remove(result.id()));
    if (!missing.isEmpty()) {
      throw new Problem(
          ProblemType.NOT_FOUND,
          "Result not found.",
          Map.of(
              "result_ids", missing.stream().map(id -> "There is no result " + id + ".").toList()));
    }
  }

  private List<ResultView> take(Caller caller, List<Result> held, Step step) {
    List<String> refused =
        held.stream()
            .filter(result -> !result.isIn(step.from))
            .map(result -> "Result " + result.id() + " is " + result.view().state() + ".")
            .toList();
    if (!refused.isEmpty()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Nothing was changed: some of the results are not " + step.from + ".",
          Map.of("result_ids", refused));
    }
    List<String> blank =
        held.stream()
            .filter(result -> result.view().finalGrade().isEmpty())
            .map(result -> "Result " + result.id() + " has no grade. Give one first.")
            .toList();
    if (step == Step.PUBLISH && !blank.isEmpty()) {
      throw new Problem(
          ProblemType.VALIDATION,
          "Nothing was changed: some of the results have no grade.",
          Map.of("final_grade", blank));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<ResultView> before = held.stream().map(Result::view).toList();
    held.forEach(result -> step.take(result, caller, now));
    transactions.session().setJdbcBatchSize(BATCH);
    transactions.session().flush();
    List<ResultView> after = held.stream().map(Result::view).toList();
    List<AuditLog.Change> changes = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      changes.add(new AuditLog.Change(after.get(i).id(), before.get(i), after.get(i)));
    }
    audit.changedAll(caller, "Result", changes);
    if (step == Step.PUBLISH) {
      mails.published(caller, after.stream().map(ResultView::student).toList());
    }
    return after;
  }
}
