-- Neither the time nor the id of a note is the client's to say: a note cannot be slipped in among
-- those that are sealed already.
revoke insert on disclosure from ${app_role};
grant insert (reader_id, reader_username, remote_addr, request_id, path, query, what, row_count,
  student_id, student_ids) on disclosure to ${app_role};
