package edu.fmu.sims.assessments;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schemes that have taken effect by some day.
 *
 * @param schemes those of the latest intakes first, of all intakes last; then the latest first
 */
record GradeSchemes(List<GradeSchemeView> schemes) {
  /**
   * The program's own scheme; without one the default scheme. One that is meant for the student's
   * intake goes before one that is meant for all.
   *
   * @param program the program's id; null for the default
   * @param intake when the student was taken in; null if not known
   */
  GradeScheme of(@Nullable Long program, @Nullable LocalDate intake) {
    List<GradeSchemeView> eligible =
        schemes.stream().filter(scheme -> scheme.isFor(intake)).toList();
    return eligible.stream()
        .filter(scheme -> scheme.program() != null && scheme.program().equals(program))
        .findFirst()
        .or(() -> eligible.stream().filter(scheme -> scheme.program() == null).findFirst())
        .map(GradeSchemeView::scheme)
        .orElse(GradeScheme.DEFAULT);
  }
}
