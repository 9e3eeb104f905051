/**
 * Transfer credits: {@code /api/transfer-credits/}. A course that the institution recognises as
 * passed elsewhere: its credit hours are earned, averages are of courses taken here.
 */
@NullMarked
package edu.fmu.sims.transfers;

import org.jspecify.annotations.NullMarked;
