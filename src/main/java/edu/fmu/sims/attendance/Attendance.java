package edu.fmu.sims.attendance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;

/** How one student attended one section on one day. */
@Entity
@Table(name = "attendance")
public class Attendance {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "section_id")
  private long sectionId;

  @Column(name = "student_id")
  private long studentId;

  @Column(name = "date")
  private LocalDate day;

  private String status;
  private String reason;

  @Version private int version;

  protected Attendance() {}

  Attendance(AttendanceBody body) {
    change(body);
  }

  final void change(AttendanceBody body) {
    this.sectionId = body.section();
    this.studentId = body.student();
    this.day = body.date();
    this.status = body.status().label();
    this.reason = body.reason();
  }

  LocalDate day() {
    return day;
  }

  boolean isOfSection(long section) {
    return sectionId == section;
  }

  boolean isOfStudent(long student) {
    return studentId == student;
  }
}
