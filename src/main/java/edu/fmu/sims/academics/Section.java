package edu.fmu.sims.academics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A course as taught in one term, by one teacher, to as many students as there are seats. */
@Entity
@Table(name = "section")
public class Section {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "course_id")
  private long courseId;

  @Column(name = "term_id")
  private long termId;

  @Column(name = "teacher_id")
  private @Nullable Long teacherId;

  @Column(name = "teacher_name")
  private String teacherName;

  private int capacity;

  @Version private int version;

  protected Section() {}

  Section(SectionBody body, long termId) {
    change(body, termId);
  }

  final void change(SectionBody body, long termId) {
    this.courseId = body.course();
    this.termId = termId;
    this.teacherId = body.teacherId();
    this.teacherName = body.writtenTeacherName();
    this.capacity = body.capacity();
  }
}
