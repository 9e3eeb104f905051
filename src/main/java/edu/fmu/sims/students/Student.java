package edu.fmu.sims.students;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A student of the institution, known everywhere by the registration number. */
@Entity
@Table(name = "student")
public class Student {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "reg_no")
  private String regNo;

  private String name;

  @Column(name = "name_ur")
  private String nameUr;

  @Column(name = "program_id")
  private long programId;

  private String status;
  private String email;
  private @Nullable LocalDate intake;

  @Version private int version;

  protected Student() {}

  Student(StudentBody body, long programId) {
    change(body, programId);
  }

  /** Takes over what the registrar wrote. */
  final void change(StudentBody body, long programId) {
    this.regNo = body.regNo();
    this.name = body.name();
    this.nameUr = body.nameUr();
    this.programId = programId;
    this.status = body.status();
    this.email = body.email();
    this.intake = body.intake();
  }
}
