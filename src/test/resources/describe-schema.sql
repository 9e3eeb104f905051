-- One line of text a row: tables with columns, constraints, indexes, triggers, functions and rights.
with t as (
  select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
)
select line from (
  select relname a, 0 b, '' c, E'\ntable ' || relname as line from t
  union all
  select t.relname, 1, lpad(a.attnum::text, 4, '0'),
         '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attnotnull then ' not null' else '' end
           || case when a.attidentity <> '' then ' identity' else '' end
           || coalesce(case when a.attgenerated = 's' then ' generated ' else ' default ' end
                       || pg_get_expr(d.adbin, d.adrelid), '')
    from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  union all
  select t.relname, 2, k.conname, '  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
    from t join pg_constraint k on k.conrelid = t.oid where k.contype <> 'n'
  union all
  select t.relname, 3, i.indexrelid::regclass::text, '  ' || pg_get_indexdef(i.indexrelid)
    from t join pg_index i on i.indrelid = t.oid
   where not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  union all
  select t.relname, 4, g.tgname, '  ' || pg_get_triggerdef(g.oid)
    from t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
  union all
  select t.relname, 5, p.privilege_type, '  grant ' || p.privilege_type || ' to sims_app'
    from t join information_schema.role_table_grants p
      on p.table_schema = 'public' and p.table_name = t.relname and p.grantee = 'sims_app'
  union all
  select '~' || p.proname, 6, '', E'\n' || pg_get_functiondef(p.oid)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname = 'public'
     and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
) x order by a, b, c
