-- A list gives out records of many students at once: one row says who read which list with which
-- filters, and of which students there were rows in the answer.
alter table disclosure
  alter student_id drop not null,
  add query text not null default '',
  add row_count int not null default 1,
  add student_ids bigint[],
  add constraint ck_disclosure_students check ((student_id is null) <> (student_ids is null));
create index ix_disclosure_students on disclosure using gin (student_ids);
create index ix_disclosure_at on disclosure (at desc, id desc);
