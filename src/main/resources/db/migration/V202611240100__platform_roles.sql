-- The run-time role ${app_role} exists before Flyway runs (see DatabaseRoles); it owns nothing.
-- Tables made later are readable and writable by it unless their migration takes rights away.
create extension if not exists pg_trgm;

grant usage on schema public to ${app_role};
alter default privileges in schema public grant select, insert, update, delete on tables to ${app_role};
alter default privileges in schema public grant usage, select on sequences to ${app_role};
