package edu.fmu.sims.enrollment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A student's place in a section. Only the status {@link #ENROLLED} takes a seat. */
@Entity
@Table(name = "enrollment")
public class Enrollment {
  /** Takes a seat. */
  public static final String ENROLLED = "enrolled";

  /** Given up; it can be taken up again. */
  public static final String DROPPED = "dropped";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "student_id")
  private long studentId;

  @Column(name = "section_id")
  private long sectionId;

  private String status;

  @Column(name = "enrolled_at")
  private Instant enrolledAt;

  @Version private int version;

  protected Enrollment() {}

  Enrollment(EnrollmentBody body, Instant now) {
    this.enrolledAt = now;
    change(body);
  }

  final void change(EnrollmentBody body) {
    this.studentId = body.student();
    this.sectionId = body.section();
    this.status = body.status();
  }

  boolean isDropped() {
    return status.equals(DROPPED);
  }

  long id() {
    return id;
  }

  /** Takes a dropped place up again, from now. */
  void takeUpAgain(String status, Instant now) {
    this.status = status;
    this.enrolledAt = now;
  }
}
