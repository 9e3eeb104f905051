package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A student's final grade in a section. Rule 4: draft → published → frozen; a draft alone is edited
 * or deleted, a published grade moves only by an approved {@link ResultChange}, a frozen one never.
 * The database refuses whatever passes by this class.
 */
@Entity
@Table(name = "result")
public class Result {
  static final String DRAFT = "draft";
  static final String PUBLISHED = "published";
  static final String FROZEN = "frozen";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "student_id")
  private long studentId;

  @Column(name = "section_id")
  private long sectionId;

  @Column(name = "final_grade")
  private String finalGrade;

  private String state;

  @Column(name = "published_at")
  private @Nullable Instant publishedAt;

  @Column(name = "published_by")
  private String publishedBy;

  @Column(name = "frozen_at")
  private @Nullable Instant frozenAt;

  @Column(name = "frozen_by")
  private String frozenBy;

  @Column(name = "changed_by")
  private String changedBy;

  @Version private int version;

  protected Result() {}

  Result(ResultBody body, Caller caller) {
    this.state = DRAFT;
    this.publishedBy = "";
    this.frozenBy = "";
    propose(body, caller);
  }

  /**
   * Takes over what was proposed.
   *
   * @throws Problem 403 unless it is a draft
   */
  final void propose(ResultBody body, Caller caller) {
    requireDraft();
    this.studentId = body.student();
    this.sectionId = body.section();
    this.finalGrade = body.finalGrade();
    this.changedBy = caller.username();
  }

  /**
   * Leaves the deleter's name for the history.
   *
   * @throws Problem 403 unless it is a draft
   */
  void prepareDeletion(Caller caller) {
    requireDraft();
    this.changedBy = caller.username();
  }

  /**
   * Makes the grade known to the student.
   *
   * @throws Problem 400 when it is published or frozen already, or has no grade
   */
  void publish(Caller caller, Instant now) {
    if (!state.equals(DRAFT)) {
      throw wrongState("Result is already " + state + ".");
    }
    if (finalGrade.isEmpty()) {
      throw Problem.field("final_grade", "Result " + id + " has no grade. Give one first.");
    }
    this.state = PUBLISHED;
    this.publishedAt = now;
    this.publishedBy = caller.username();
    this.changedBy = caller.username();
  }

  /**
   * Makes the grade final.
   *
   * @throws Problem 400 unless it is published
   */
  void freeze(Caller caller, Instant now) {
    if (state.equals(FROZEN)) {
      throw wrongState("Result is already frozen.");
    }
    if (!state.equals(PUBLISHED)) {
      throw wrongState("Only published results can be frozen; this one is a draft.");
    }
    this.state = FROZEN;
    this.frozenAt = now;
    this.frozenBy = caller.username();
    this.changedBy = caller.username();
  }

  /**
   * Refuses a request to change the grade.
   *
   * @throws Problem 400 unless it is published
   */
  void requireChangeable() {
    if (!state.equals(PUBLISHED)) {
      throw wrongState(
          "Only published results are changed by request; this one is "
              + (state.equals(DRAFT) ? "a draft." : "frozen and never changes."));
    }
  }

  /**
   * Takes over an approved grade.
   *
   * @throws Problem 409 when it was frozen since the request was filed
   */
  void applyChange(String newGrade, Caller caller) {
    if (!state.equals(PUBLISHED)) {
      throw Problem.on(
          ProblemType.CONFLICT,
          "change_id",
          "The result is " + state + " by now; its grade can no longer be changed.");
    }
    this.finalGrade = newGrade;
    this.changedBy = caller.username();
  }

  private void requireDraft() {
    if (state.equals(FROZEN)) {
      throw Problem.on(ProblemType.IMMUTABLE, "state", "This result is frozen and never changes.");
    }
    if (!state.equals(DRAFT)) {
      throw Problem.on(
          ProblemType.IMMUTABLE,
          "state",
          "This result is published. Use a change-request to correct it.");
    }
  }

  private static Problem wrongState(String message) {
    return Problem.on(ProblemType.RULE, "result_id", message);
  }

  long id() {
    return id;
  }

  boolean isIn(String other) {
    return state.equals(other);
  }

  ResultView view() {
    return new ResultView(
        id,
        studentId,
        sectionId,
        finalGrade,
        state,
        !state.equals(DRAFT),
        publishedAt,
        publishedBy,
        frozenAt,
        frozenBy,
        version);
  }
}
