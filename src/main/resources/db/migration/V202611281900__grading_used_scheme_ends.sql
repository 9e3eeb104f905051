-- A scheme that published results were graded by stays as it is, but need not be applied for ever: whether it is
-- active may change, which touches nothing that was published.
create or replace function grade_scheme_guard() returns trigger language plpgsql as $$
declare
  scheme bigint;
begin
  if tg_table_name = 'grade_scheme' then
    scheme := old.id;
    if tg_op = 'UPDATE'
       and to_jsonb(new) - 'active' - 'version' = to_jsonb(old) - 'active' - 'version' then
      return new;
    end if;
  elsif tg_op = 'INSERT' then
    scheme := new.scheme_id;
  else
    scheme := old.scheme_id;
  end if;
  if exists (select 1 from grade_scheme_version v where v.scheme_id = scheme) then
    raise exception 'results were published by scheme %', scheme
      using errcode = 'check_violation', constraint = 'rule_grade_scheme_used';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
