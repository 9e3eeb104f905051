-- A job over many subjects keeps a row for each, so that it goes on after a crash with what is not yet done, and
-- so that its counters can be checked. The subject is no foreign key: one that is deleted in between fails alone.
create table job_part (
  job_id bigint not null,
  subject bigint not null,
  state text not null default 'waiting',
  reason text not null default '',
  tries int not null default 0,
  tried_in bigint not null default 0,
  note jsonb not null default '{}',
  primary key (job_id, subject),
  constraint fk_job_part_job foreign key (job_id) references job (id) on delete cascade,
  constraint ck_job_part_state check (state in ('waiting', 'done', 'failed'))
);
create index ix_job_part_waiting on job_part (job_id, tries, subject) where state = 'waiting';

-- Times at which something regular was due, each taken by one node; the newest is kept for ever.
create table job_slot (
  schedule text not null,
  slot timestamptz not null,
  fired boolean not null,
  taken_at timestamptz not null default now(),
  primary key (schedule, slot)
);

-- What retention looks for.
create index ix_job_finished_at on job (finished_at) where finished_at is not null;
