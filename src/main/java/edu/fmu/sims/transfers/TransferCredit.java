package edu.fmu.sims.transfers;

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

/** Credit for a course passed at another institution: it stands as recorded until withdrawn. */
@Entity
@Table(name = "transfer_credit")
public class TransferCredit {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "student_id")
  private long studentId;

  @Column(name = "course_id")
  private long courseId;

  private String institution;
  private String grade;
  private int credits;

  @Column(name = "recorded_by")
  private String recordedBy;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  @Column(name = "withdrawn_by")
  private String withdrawnBy;

  @Column(name = "withdrawn_at")
  private @Nullable Instant withdrawnAt;

  @Column(name = "withdrawal_reason")
  private String withdrawalReason;

  @Version private int version;

  protected TransferCredit() {}

  TransferCredit(TransferCreditBody body, Caller caller, Instant now) {
    this.studentId = body.student();
    this.courseId = body.course();
    this.institution = body.institution();
    this.grade = body.grade();
    this.credits = body.credits();
    this.recordedBy = caller.username();
    this.recordedAt = now;
    this.withdrawnBy = "";
    this.withdrawalReason = "";
  }

  /**
   * Takes the credit back.
   *
   * @throws Problem 409 when it is withdrawn already
   */
  void withdraw(String reason, Caller caller, Instant now) {
    if (withdrawnAt != null) {
      throw new Problem(ProblemType.CONFLICT, "This transfer credit is withdrawn already.");
    }
    this.withdrawnBy = caller.username();
    this.withdrawnAt = now;
    this.withdrawalReason = reason;
  }
}
