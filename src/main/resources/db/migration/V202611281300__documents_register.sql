-- A register entry states what the paper states, whatever becomes of the student's record, and why it was issued.
alter table document add column holder_name text not null default '';
alter table document add column program text not null default '';
alter table document add column reason text not null default '';
alter table document add column version int not null default 0;
update document d
   set holder_name = coalesce(d.snapshot #>> '{record,student,name}', ''),
       program = coalesce(d.snapshot #>> '{record,student,program}', '');

alter table document add constraint ck_document_reason check (length(reason) <= 255);
alter table document add constraint ck_document_revoked_reason check (length(revoked_reason) <= 255);
alter table document add constraint ck_document_revoked
  check ((revoked_at is null) = (revoked_by = '') and (revoked_at is null) = (revoked_reason = ''));

create index ix_document_serial_trgm on document using gin (serial gin_trgm_ops);
create index ix_document_issued_at on document (issued_at, id);

-- What was issued stays as it was: an entry is superseded once, revoked once, and nothing else of it changes.
create function document_guard() returns trigger language plpgsql as $$
begin
  if (new.id, new.serial, new.type, new.student_id, new.code, new.snapshot, new.content_sha256, new.sha256,
      new.file, new.issued_at, new.issued_by, new.holder_name, new.program, new.reason)
     is distinct from
     (old.id, old.serial, old.type, old.student_id, old.code, old.snapshot, old.content_sha256, old.sha256,
      old.file, old.issued_at, old.issued_by, old.holder_name, old.program, old.reason)
     or old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at then
    raise exception 'an issued document does not change'
      using errcode = 'check_violation', constraint = 'rule_document_issued';
  end if;
  if old.revoked_at is not null
     and (new.revoked_at, new.revoked_by, new.revoked_reason)
         is distinct from (old.revoked_at, old.revoked_by, old.revoked_reason) then
    raise exception 'a revoked document stays revoked'
      using errcode = 'check_violation', constraint = 'rule_document_revoked';
  end if;
  return new;
end $$;
create trigger document_guard before update on document
  for each row execute function document_guard();
