-- What was published before keeps the version that would apply today. Apart from the tables' changes, so that
-- readers and writers of results wait for no lock on the table meanwhile.
update result set scheme_version_id = grade_scheme_version_for(student_id, section_id, current_date)
 where state <> 'draft' and scheme_version_id is null;
