package edu.fmu.sims.academics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A course of a program, known by its code; credits weigh its grade in the GPA. */
@Entity
@Table(name = "course")
public class Course {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String code;
  private String title;
  private int credits;

  @Column(name = "program_id")
  private long programId;

  @Version private int version;

  protected Course() {}

  Course(CourseBody body) {
    change(body);
  }

  final void change(CourseBody body) {
    this.code = body.code();
    this.title = body.title();
    this.credits = body.credits();
    this.programId = body.program();
  }
}
