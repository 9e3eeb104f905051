-- What is told to a student is a grade. Rows of before stay as they are.
alter table result add constraint rule_result_graded
  check (state = 'draft' or final_grade <> '') not valid;
