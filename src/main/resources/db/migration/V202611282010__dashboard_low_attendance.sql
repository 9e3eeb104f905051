-- Who is under 75 % in a section, a small part of all: the dashboard sums up only these students. Attendance is not
-- written for the second that it takes to build.
create index ix_attendance_tally_low on attendance_tally (student_id) where present + late < 3 * absent;
