-- Whether somebody waits to be dealt with by another job.
create index ix_job_part_subject on job_part (subject) where state = 'waiting';
