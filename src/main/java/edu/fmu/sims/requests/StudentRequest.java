package edu.fmu.sims.requests;

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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a student asks the office for. Rule 5: pending → approved | rejected; approved → completed;
 * nothing else.
 */
@Entity
@Table(name = "student_request")
public class StudentRequest {
  private static final String PENDING = "pending";
  private static final String COMPLETED = "completed";

  /** Every status, with those that may follow it. */
  private static final Map<String, Set<String>> STEPS =
      Map.of(
          PENDING,
          Set.of("approved", "rejected"),
          "approved",
          Set.of(COMPLETED),
          "rejected",
          Set.of(),
          COMPLETED,
          Set.of());

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "student_id")
  private long studentId;

  private String type;
  private String status;
  private String notes;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "processed_by")
  private String processedBy;

  @Column(name = "document_id")
  private @Nullable Long documentId;

  @Version private int version;

  protected StudentRequest() {}

  StudentRequest(RequestBody body, long studentId, Instant now) {
    this.status = PENDING;
    this.createdAt = now;
    this.processedBy = "";
    change(body, studentId, now);
  }

  String type() {
    return type;
  }

  long studentId() {
    return studentId;
  }

  boolean isCompleted() {
    return status.equals(COMPLETED);
  }

  /**
   * Names the document that was issued for it.
   *
   * @param document null for none
   */
  void answer(@Nullable Long document) {
    this.documentId = document;
  }

  /**
   * Takes over what an Admin corrected; the status moves by {@link #transition} only.
   *
   * @throws Problem 409 for another student or type once a document was issued for it
   */
  final void change(RequestBody body, long studentId, Instant now) {
    if (documentId != null && (studentId != this.studentId || !body.type().equals(type))) {
      throw new Problem(
          ProblemType.CONFLICT,
          "A document was issued for this request: its student and type stay as they are.");
    }
    this.studentId = studentId;
    this.type = body.type();
    this.notes = body.notes();
    this.updatedAt = now;
  }

  /**
   * Takes a step.
   *
   * @throws Problem 400 for a status that there is not, and for a step that cannot be taken
   */
  void transition(String next, Caller caller, Instant now) {
    if (!STEPS.containsKey(next)) {
      throw Problem.field("status", "Must be one of pending, approved, rejected, completed.");
    }
    if (!STEPS.getOrDefault(status, Set.of()).contains(next)) {
      throw Problem.on(
          ProblemType.RULE, "status", "A request does not go from " + status + " to " + next + ".");
    }
    this.status = next;
    this.processedBy = caller.username();
    this.updatedAt = now;
  }
}
