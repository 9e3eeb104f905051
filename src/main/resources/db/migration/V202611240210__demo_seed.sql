-- What the demo seeder made, so that it can be told from real data and taken out again.
create table demo_seed (
  only_row boolean primary key default true check (only_row),
  students int not null,
  seeded_on date not null,
  seeded_at timestamptz not null
);

create table demo_row (
  kind text not null,
  row_id bigint not null,
  primary key (kind, row_id),
  constraint ck_demo_row_kind check (kind in ('program', 'course', 'term', 'student', 'app_user', 'section'))
);

revoke all on demo_seed, demo_row from ${app_role};
