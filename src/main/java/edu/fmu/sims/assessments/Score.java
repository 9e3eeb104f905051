package edu.fmu.sims.assessments;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;

/** What one student scored in one assessment. */
@Entity
@Table(name = "assessment_score")
public class Score {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "assessment_id")
  private long assessmentId;

  @Column(name = "student_id")
  private long studentId;

  @Column(name = "score")
  private BigDecimal points;

  @Column(name = "max_score")
  private BigDecimal maxScore;

  @Version private int version;

  protected Score() {}

  Score(ScoreBody body) {
    change(body);
  }

  final void change(ScoreBody body) {
    this.assessmentId = body.assessment();
    this.studentId = body.student();
    this.points = body.score();
    this.maxScore = body.maxScore();
  }

  boolean isCell(ScoreBody body) {
    return assessmentId == body.assessment() && studentId == body.student();
  }
}
