package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import java.time.LocalDate;

/**
 * What every document says about itself.
 *
 * @param title what kind of document it is
 * @param provisional whether it is marked as not the final one
 */
record Particulars(
    Institution institution,
    String title,
    String serial,
    LocalDate issuedOn,
    String verifyUrl,
    Holder holder,
    boolean provisional) {}
