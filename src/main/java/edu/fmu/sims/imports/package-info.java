/**
 * Files of records, CSV or XLSX: {@code /api/imports/}. A file is tried out, or applied all or
 * nothing by a job, by the rules of the single records; what was applied can be taken back while
 * nothing depends on it. Permission {@code IMPORTS}; Faculty imports scores and attendance of the
 * own sections.
 */
@NullMarked
package edu.fmu.sims.imports;

import org.jspecify.annotations.NullMarked;
