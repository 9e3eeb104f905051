create table audit_entry (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  actor_id bigint,
  actor_username text not null default '',
  remote_addr text not null default '',
  request_id text not null default '',
  method text not null,
  path text not null,
  status_code int not null,
  model text not null default '',
  object_id text not null default '',
  summary text not null default '',
  changes jsonb not null default '{}'
);
create index ix_audit_entry_at on audit_entry (at desc, id desc);
create index ix_audit_entry_object on audit_entry (model, object_id, at desc);
create index ix_audit_entry_actor on audit_entry (actor_username, at desc);

-- Rule 7: the log is neither changed nor deleted, by anyone.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only'
    using errcode = 'insufficient_privilege', constraint = 'rule_audit_append_only';
end $$;
create trigger audit_is_append_only before update or delete on audit_entry
  for each row execute function audit_is_append_only();
create trigger audit_is_not_truncated before truncate on audit_entry
  for each statement execute function audit_is_append_only();

revoke update, delete on audit_entry from ${app_role};
