package edu.fmu.sims.assessments;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schemes that have taken effect by some day.
 *
 * @param schemes the latest first
 */
record GradeSchemes(List<GradeSchemeView> schemes) {
  /**
   * The program's own scheme; without one the default scheme.
   *
   * @param program the program's id; null for the default
   */
  GradeScheme of(@Nullable Long program) {
    return schemes.stream()
        .filter(scheme -> scheme.program() != null && scheme.program().equals(program))
        .findFirst()
        .or(() -> schemes.stream().filter(scheme -> scheme.program() == null).findFirst())
        .map(GradeSchemeView::scheme)
        .orElse(GradeScheme.DEFAULT);
  }
}
