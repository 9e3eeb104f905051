package edu.fmu.sims.academics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A program of study, such as MBBS; students and courses name it. */
@Entity
@Table(name = "program")
public class Program {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String name;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private int version;

  protected Program() {}

  Program(ProgramBody body, Instant now) {
    this.createdAt = now;
    change(body, now);
  }

  final void change(ProgramBody body, Instant now) {
    this.name = body.name();
    this.updatedAt = now;
  }
}
