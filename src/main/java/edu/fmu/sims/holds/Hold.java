package edu.fmu.sims.holds;

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

/** A bar to issuing documents for a student: active until it is released, and then unchangeable. */
@Entity
@Table(name = "student_hold")
public class Hold {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "student_id")
  private long studentId;

  private String type;
  private String reason;

  @Column(name = "placed_by")
  private String placedBy;

  @Column(name = "placed_at")
  private Instant placedAt;

  @Column(name = "released_by")
  private String releasedBy;

  @Column(name = "released_at")
  private @Nullable Instant releasedAt;

  @Column(name = "release_note")
  private String releaseNote;

  @Version private int version;

  protected Hold() {}

  Hold(HoldBody body, Caller caller, Instant now) {
    this.studentId = body.student();
    this.type = body.type();
    this.reason = body.reason();
    this.placedBy = caller.username();
    this.placedAt = now;
    this.releasedBy = "";
    this.releaseNote = "";
  }

  /**
   * Corrects what an active hold says; whom it concerns stays.
   *
   * @throws Problem 409 once it is released, 400 for another student
   */
  void change(HoldBody body) {
    demandActive();
    if (body.student() != studentId) {
      throw Problem.field(
          "student", "A hold stays with its student. Release it and place another.");
    }
    this.type = body.type();
    this.reason = body.reason();
  }

  /**
   * Lifts the hold.
   *
   * @throws Problem 409 when it is lifted already
   */
  void release(String note, Caller caller, Instant now) {
    demandActive();
    this.releasedBy = caller.username();
    this.releasedAt = now;
    this.releaseNote = note;
  }

  private void demandActive() {
    if (releasedAt != null) {
      throw new Problem(ProblemType.CONFLICT, "This hold is released already.");
    }
  }
}
