-- Which scheme applies to that student in that section: the program's own before the default one, one of
-- the intake before one of all, the latest by the first day of the term. For what is published and for
-- what would be, so that a forecast cannot go by another rule.
create function grade_scheme_for(of_student bigint, in_section bigint, otherwise date) returns setof grade_scheme
language sql stable rows 1 set search_path = public as $$
  select g.*
    from student st, section s join term t on t.id = s.term_id, grade_scheme g
   where st.id = of_student and s.id = in_section and g.active
     and (g.program_id = st.program_id or g.program_id is null)
     and (g.intake_from is null or g.intake_from <= st.intake)
     and g.effective_from <= coalesce(t.start_date, otherwise)
   order by g.program_id nulls last, g.intake_from desc nulls last, g.effective_from desc, g.id limit 1
$$;

-- As before, by that choice: publishing and editing a scheme take turns at its row, the one sees the other
-- or refuses.
create or replace function grade_scheme_version_for(of_student bigint, in_section bigint, otherwise date)
returns bigint language plpgsql security definer set search_path = public as $$
declare
  chosen grade_scheme;
  kept bigint;
begin
  loop
    chosen := null;
    select * into chosen from grade_scheme_for(of_student, in_section, otherwise);
    select v.id into kept from grade_scheme_version v
     where v.scheme_id is not distinct from chosen.id and (chosen.id is null or v.version = chosen.version);
    if kept is not null then
      return kept;
    end if;
    perform 1 from grade_scheme g where g.id = chosen.id and g.version = chosen.version for share;
    if found then
      insert into grade_scheme_version (scheme_id, version, name, effective_from, grades, rules)
      select chosen.id, chosen.version, chosen.name, chosen.effective_from,
             coalesce(jsonb_agg(jsonb_build_object('grade', r.grade, 'min_percentage', r.min_percentage,
                      'points', r.points) order by r.min_percentage desc), '[]'), chosen.rules
        from grade_scheme_row r where r.scheme_id = chosen.id
      on conflict do nothing;
    end if;
  end loop;
end $$;
