-- A chain over the log: each sealed entry has a place and a hash over the one before and itself. An
-- entry waits in audit_unsealed, by trigger whoever inserts it, until audit_seal_waiting() takes it
-- up; so writers do not queue for the end of the chain.
create table audit_unsealed (
  entry_id uuid primary key
);
create table audit_seal (
  position bigint primary key,
  entry_id uuid not null,
  hash bytea not null,
  constraint uq_audit_seal_entry unique (entry_id)
);

-- What is hashed: every column as its length in bytes, a colon, its text and a comma. The verifier
-- writes the same without this function.
create function audit_entry_text(e audit_entry) returns text language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select string_agg(octet_length(field) || ':' || field || ',', '' order by place)
    from unnest(array[
      e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      coalesce(e.actor_id::text, ''), e.actor_username, e.remote_addr, e.request_id, e.method,
      e.path, e.status_code::text, e.model, e.object_id, e.summary, e.changes::text])
      with ordinality as fields (field, place)
$$;

create function audit_await_seal() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into audit_unsealed select id from fresh;
  return null;
end $$;
create trigger audit_await_seal after insert on audit_entry
  referencing new table as fresh for each statement execute function audit_await_seal();

-- Seals entries that wait, oldest first; says how many. Takes no argument that could name a hash.
create function audit_seal_waiting(at_most int) returns int language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  entry audit_entry;
  place bigint;
  head bytea;
  sealed int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('audit_seal'));
  select position, hash into place, head from audit_seal order by position desc limit 1;
  if not found then
    place := 0;
    head := '';
  end if;
  for entry in
    select e.* from audit_unsealed u join audit_entry e on e.id = u.entry_id
     order by e.at, e.id limit at_most
  loop
    place := place + 1;
    head := sha256(head || convert_to(audit_entry_text(entry), 'UTF8'));
    insert into audit_seal (position, entry_id, hash) values (place, entry.id, head);
    delete from audit_unsealed where entry_id = entry.id;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;

create trigger audit_seal_is_append_only before update or delete on audit_seal
  for each row execute function audit_is_append_only();
create trigger audit_seal_is_not_truncated before truncate on audit_seal
  for each statement execute function audit_is_append_only();

insert into audit_unsealed select id from audit_entry;

-- Neither the time nor the id of an entry is the client's to say.
revoke insert on audit_entry from ${app_role};
grant insert (actor_id, actor_username, remote_addr, request_id, method, path, status_code, model,
  object_id, summary, changes) on audit_entry to ${app_role};
revoke insert, update, delete on audit_unsealed, audit_seal from ${app_role};
revoke all on function audit_seal_waiting(int), audit_await_seal() from public;
grant execute on function audit_seal_waiting(int) to ${app_role};
