package edu.fmu.sims.assessments;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;

/** A part of a section's grade, such as a midterm; the weights of a section make 100 at most. */
@Entity
@Table(name = "assessment")
public class Assessment {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "section_id")
  private long sectionId;

  private String type;
  private BigDecimal weight;

  @Version private int version;

  protected Assessment() {}

  Assessment(AssessmentBody body) {
    change(body);
  }

  final void change(AssessmentBody body) {
    this.sectionId = body.section();
    this.type = body.type();
    this.weight = body.weight();
  }

  long id() {
    return id;
  }

  long sectionId() {
    return sectionId;
  }
}
