-- What search words are looked for in, beside the names and codes that have their index already.
create index ix_student_status_trgm on student using gin (status gin_trgm_ops);
create index ix_enrollment_status_trgm on enrollment using gin (status gin_trgm_ops);
create index ix_section_teacher_name_trgm on section using gin (teacher_name gin_trgm_ops);
create index ix_assessment_type_trgm on assessment using gin (type gin_trgm_ops);
create index ix_result_final_grade_trgm on result using gin (final_grade gin_trgm_ops);
create index ix_section_teacher_name on section (teacher_name, id);
