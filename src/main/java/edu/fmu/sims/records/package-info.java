/**
 * The life of an ordinary record: created, changed and deleted in one transaction with its audit
 * entry. Features give it their entity, body and view, and keep their rules for themselves.
 */
@NullMarked
package edu.fmu.sims.records;

import org.jspecify.annotations.NullMarked;
