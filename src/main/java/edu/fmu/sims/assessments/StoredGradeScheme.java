package edu.fmu.sims.assessments;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A {@link GradeScheme} as it is kept. */
@Entity
@Table(name = "grade_scheme")
public class StoredGradeScheme {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String name;

  @Column(name = "effective_from")
  private LocalDate effectiveFrom;

  @Column(name = "program_id")
  private @Nullable Long programId;

  @Column(name = "intake_from")
  private @Nullable LocalDate intakeFrom;

  private boolean active;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String rules;

  @ElementCollection
  @CollectionTable(name = "grade_scheme_row", joinColumns = @JoinColumn(name = "scheme_id"))
  private List<StoredRow> rows = new ArrayList<>();

  @Version private int version;

  protected StoredGradeScheme() {}

  StoredGradeScheme(GradeSchemeBody body) {
    change(body);
  }

  final void change(GradeSchemeBody body) {
    this.name = body.name();
    this.effectiveFrom = body.effectiveFrom();
    this.programId = body.program();
    this.intakeFrom = body.intakeFrom();
    this.active = body.active();
    this.rules = body.rules().json();
    // rows that stay as they are are not written again: those of a used scheme cannot be
    if (!isMadeOf(body.rows())) {
      this.rows.clear();
      body.rows().forEach(row -> rows.add(new StoredRow(row)));
    }
  }

  private boolean isMadeOf(List<GradeSchemeBody.Row> others) {
    return rows.size() == others.size()
        && others.stream().allMatch(other -> rows.stream().anyMatch(row -> row.says(other)));
  }

  /** One grade of the scheme. */
  @Embeddable
  @SuppressWarnings("NullAway") // filled by Hibernate
  public static class StoredRow {
    private String grade;

    @Column(name = "min_percentage")
    private BigDecimal minPercentage;

    private BigDecimal points;

    protected StoredRow() {}

    StoredRow(GradeSchemeBody.Row row) {
      this.grade = row.grade();
      this.minPercentage = row.minPercentage();
      this.points = row.points();
    }

    private boolean says(GradeSchemeBody.Row row) {
      return grade.equals(row.grade())
          && minPercentage.compareTo(row.minPercentage()) == 0
          && points.compareTo(row.points()) == 0;
    }
  }
}
