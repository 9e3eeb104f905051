package edu.fmu.sims.institution;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.web.Versioned;

/**
 * The institution as clients read it.
 *
 * @param timeZone what "today" means here; set by the operators
 */
public record InstitutionView(
    String name,
    String address,
    String office,
    String signatoryName,
    String signatoryTitle,
    String timeZone,
    @JsonIgnore int version)
    implements Versioned {

  InstitutionBody body() {
    return new InstitutionBody(name, address, office, signatoryName, signatoryTitle);
  }
}
