-- Who read which student's personal record. The student's id is no foreign key: what was read stays
-- on record when the student is gone, and a read must not keep a mistaken record from being deleted.
create table disclosure (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  reader_id bigint,
  reader_username text not null,
  remote_addr text not null,
  request_id text not null,
  path text not null,
  what text not null,
  student_id bigint not null
);
create index ix_disclosure_student on disclosure (student_id, at desc);
create index ix_disclosure_reader on disclosure (reader_id, at desc);

create trigger disclosure_is_append_only before update or delete on disclosure
  for each row execute function audit_is_append_only();
create trigger disclosure_is_not_truncated before truncate on disclosure
  for each statement execute function audit_is_append_only();

revoke update, delete on disclosure from ${app_role};
