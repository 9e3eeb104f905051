-- Whether somebody is dealt with by another job.
create index ix_job_part_subject on job_part (subject);
