/**
 * The database: pools, migration, transactions, lists by page and by cursor, and what its refusals
 * mean.
 */
@NullMarked
package edu.fmu.sims.persistence;

import org.jspecify.annotations.NullMarked;
