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
 * A request to correct a published grade. Two people: who asks does not decide. It is decided once;
 * the database remembers in which transaction, and lets only that one move the grade.
 */
@Entity
@Table(name = "result_change")
public class ResultChange {
  private static final String PENDING = "pending";
  private static final String APPROVED = "approved";
  private static final String REJECTED = "rejected";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "result_id")
  private long resultId;

  @Column(name = "new_grade")
  private String newGrade;

  private String reason;
  private String status;

  @Column(name = "requested_by")
  private String requestedBy;

  @Column(name = "requested_by_id")
  private long requestedById;

  @Column(name = "requested_at")
  private Instant requestedAt;

  @Column(name = "approved_by")
  private String approvedBy;

  @Column(name = "approved_by_id")
  private @Nullable Long approvedById;

  @Column(name = "resolved_at")
  private @Nullable Instant resolvedAt;

  @Version private int version;

  protected ResultChange() {}

  ResultChange(ChangeBody body, Caller requester, Instant now) {
    this.resultId = body.resultId();
    this.newGrade = body.newGrade();
    this.reason = body.reason();
    this.status = PENDING;
    this.requestedBy = requester.username();
    this.requestedById = requester.userId();
    this.requestedAt = now;
    this.approvedBy = "";
  }

  /**
   * Agrees to the new grade.
   *
   * @throws Problem 400 when it is resolved already, 409 for the requester
   */
  void approve(Caller caller, Instant now) {
    resolve(APPROVED, caller, now);
  }

  /**
   * Turns the new grade down.
   *
   * @throws Problem 400 when it is resolved already, 409 for the requester
   */
  void reject(Caller caller, Instant now) {
    resolve(REJECTED, caller, now);
  }

  private void resolve(String outcome, Caller caller, Instant now) {
    if (!status.equals(PENDING)) {
      throw Problem.on(
          ProblemType.RULE, "change_id", "This change request is already " + status + ".");
    }
    if (caller.userId() == requestedById) {
      throw Problem.on(
          ProblemType.CONFLICT,
          "approved_by",
          "Another person than the requester must decide on the change.");
    }
    this.status = outcome;
    this.approvedBy = caller.username();
    this.approvedById = caller.userId();
    this.resolvedAt = now;
  }
}
