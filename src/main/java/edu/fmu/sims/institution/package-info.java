/**
 * What pages and documents say of the institution: {@code /api/institution/}. Everybody may read
 * it, for it stands on every document; an Admin changes it. The environment gives the first values.
 */
@NullMarked
package edu.fmu.sims.institution;

import org.jspecify.annotations.NullMarked;
