package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeScheme;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A grade scheme as it was when results were published by it.
 *
 * @param id the id of this version
 * @param schemeId the id of the scheme; null for the built-in one
 * @param version which version of the scheme
 */
record KeptScheme(
    long id, @Nullable Long schemeId, int version, LocalDate effectiveFrom, GradeScheme scheme) {

  GradeRules rules() {
    return scheme.rules();
  }

  Explanation.Scheme view() {
    return new Explanation.Scheme(schemeId, scheme.name(), version, effectiveFrom);
  }
}
