package edu.fmu.sims.institution;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of the institution.
 *
 * @param name as the letterhead says it
 * @param office which issues the documents
 * @param signatoryName who signs them; "" leaves the line out
 * @param signatoryTitle the signatory's office, such as Registrar
 */
public record InstitutionBody(
    @NotBlank @Size(max = 128) String name,
    @Size(max = 255) String address,
    @Size(max = 128) String office,
    @Size(max = 128) String signatoryName,
    @Size(max = 128) String signatoryTitle) {

  public InstitutionBody(
      @Nullable String name,
      @Nullable String address,
      @Nullable String office,
      @Nullable String signatoryName,
      @Nullable String signatoryTitle) {
    this.name = given(name);
    this.address = given(address);
    this.office = given(office);
    this.signatoryName = given(signatoryName);
    this.signatoryTitle = given(signatoryTitle);
  }

  private static String given(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").strip();
  }
}
