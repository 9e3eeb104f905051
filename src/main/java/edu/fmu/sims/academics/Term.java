package edu.fmu.sims.academics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;

/** A stretch of teaching; while it is open, students enroll in its sections. */
@Entity
@Table(name = "term")
public class Term {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String name;
  private String status;

  @Column(name = "start_date")
  private LocalDate startDate;

  @Column(name = "end_date")
  private LocalDate endDate;

  @Version private int version;

  protected Term() {}

  Term(TermBody body) {
    change(body);
  }

  final void change(TermBody body) {
    this.name = body.name();
    this.status = body.status();
    this.startDate = body.startDate();
    this.endDate = body.endDate();
  }
}
