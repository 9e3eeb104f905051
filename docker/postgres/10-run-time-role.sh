#!/bin/bash
# The run-time role, so that a dump with its rights can be restored into a fresh server before the
# application has ever run there. The application sets its password at its first migration.
set -euo pipefail
psql -qXv ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v name="${POSTGRES_APP_USER:-sims_app}" <<'SQL'
select not exists (select from pg_roles where rolname = :'name') as missing \gset
\if :missing
create role :"name" nologin;
\endif
SQL
