-- Rule 4 has no shortcut: whoever inserts a result inserts a draft, so that its history tells who published it.
create function result_starts_as_draft() returns trigger language plpgsql as $$
begin
  raise exception 'a result starts as a draft'
    using errcode = 'check_violation', constraint = 'rule_result_draft';
end $$;
create trigger result_starts_as_draft before insert on result
  for each row when (new.state <> 'draft') execute function result_starts_as_draft();

-- The list's order by latest publication, drafts last.
create index ix_result_published_last on result (published_at desc nulls last, id desc);
