package edu.fmu.sims.persistence;

/** An expression to order by, and the SQL type in which a cursor's text is read back. */
record SortKey(String expression, String sqlType, boolean nullable) {}
