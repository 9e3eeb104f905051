
table app_user
  id bigint not null identity
  username text not null
  email text not null default ''::text
  first_name text not null default ''::text
  last_name text not null default ''::text
  role text
  is_active boolean not null default true
  student_id bigint
  password_hash text not null default ''::text
  last_login timestamp with time zone
  created_at timestamp with time zone not null default now()
  version integer not null default 0
  constraint app_user_pkey PRIMARY KEY (id)
  constraint ck_app_user_email CHECK ((length(email) <= 254))
  constraint ck_app_user_first_name CHECK ((length(first_name) <= 150))
  constraint ck_app_user_last_name CHECK ((length(last_name) <= 150))
  constraint ck_app_user_role CHECK ((role = ANY (ARRAY['Admin'::text, 'Registrar'::text, 'ExamCell'::text, 'Faculty'::text, 'Student'::text])))
  constraint ck_app_user_username CHECK ((((length(username) >= 1) AND (length(username) <= 150)) AND (username = btrim(username))))
  constraint fk_app_user_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint uq_app_user_student UNIQUE (student_id)
  CREATE UNIQUE INDEX uq_app_user_email ON public.app_user USING btree (lower(email)) WHERE (email <> ''::text)
  CREATE UNIQUE INDEX uq_app_user_username ON public.app_user USING btree (lower(username))
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table assessment
  id bigint not null identity
  section_id bigint not null
  type text not null
  weight numeric(5,2) not null default 10
  version integer not null default 0
  constraint assessment_pkey PRIMARY KEY (id)
  constraint ck_assessment_type CHECK (((length(type) >= 1) AND (length(type) <= 64)))
  constraint ck_assessment_weight CHECK (((weight >= (0)::numeric) AND (weight <= (100)::numeric)))
  constraint fk_assessment_section FOREIGN KEY (section_id) REFERENCES section(id)
  CREATE INDEX ix_assessment_section ON public.assessment USING btree (section_id, id)
  CREATE INDEX ix_assessment_type_trgm ON public.assessment USING gin (type gin_trgm_ops)
  CREATE TRIGGER assessment_weights_fit BEFORE INSERT OR UPDATE OF weight, section_id ON public.assessment FOR EACH ROW EXECUTE FUNCTION assessment_weights_fit()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table assessment_score
  id bigint not null identity
  assessment_id bigint not null
  student_id bigint not null
  score numeric(7,2) not null
  max_score numeric(7,2) not null default 100
  version integer not null default 0
  constraint assessment_score_pkey PRIMARY KEY (id)
  constraint ck_assessment_score_max_score CHECK ((max_score > (0)::numeric))
  constraint ck_assessment_score_score CHECK (((score >= (0)::numeric) AND (score <= max_score)))
  constraint fk_assessment_score_assessment FOREIGN KEY (assessment_id) REFERENCES assessment(id)
  constraint fk_assessment_score_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint uq_assessment_score_assessment_student UNIQUE (assessment_id, student_id)
  CREATE INDEX ix_assessment_score_student ON public.assessment_score USING btree (student_id, id)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table attendance
  id bigint not null identity
  section_id bigint not null
  student_id bigint not null
  date date not null
  status text not null
  present boolean not null generated (status = ANY (ARRAY['Present'::text, 'Late'::text]))
  reason text not null default ''::text
  version integer not null default 0
  constraint attendance_pkey PRIMARY KEY (id)
  constraint ck_attendance_reason CHECK ((length(reason) <= 1000))
  constraint ck_attendance_status CHECK ((status = ANY (ARRAY['Present'::text, 'Absent'::text, 'Late'::text, 'Excused'::text])))
  constraint fk_attendance_enrollment FOREIGN KEY (student_id, section_id) REFERENCES enrollment(student_id, section_id)
  constraint uq_attendance_day UNIQUE (section_id, student_id, date)
  CREATE INDEX ix_attendance_date ON public.attendance USING btree (date, id)
  CREATE INDEX ix_attendance_section_date ON public.attendance USING btree (section_id, date, id)
  CREATE INDEX ix_attendance_student ON public.attendance USING btree (student_id, section_id)
  CREATE TRIGGER attendance_count_delete AFTER DELETE ON public.attendance REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION attendance_count()
  CREATE TRIGGER attendance_count_insert AFTER INSERT ON public.attendance REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION attendance_count()
  CREATE TRIGGER attendance_count_update AFTER UPDATE ON public.attendance REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION attendance_count()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table attendance_tally
  section_id bigint not null
  student_id bigint not null
  present integer not null default 0
  late integer not null default 0
  absent integer not null default 0
  excused integer not null default 0
  constraint attendance_tally_pkey PRIMARY KEY (section_id, student_id)
  CREATE INDEX ix_attendance_tally_low ON public.attendance_tally USING btree (student_id) WHERE ((present + late) < (3 * absent))
  CREATE INDEX ix_attendance_tally_student ON public.attendance_tally USING btree (student_id) INCLUDE (present, late, absent, excused)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table audit_entry
  id uuid not null default gen_random_uuid()
  at timestamp with time zone not null default clock_timestamp()
  actor_id bigint
  actor_username text not null default ''::text
  remote_addr text not null default ''::text
  request_id text not null default ''::text
  method text not null
  path text not null
  status_code integer not null
  model text not null default ''::text
  object_id text not null default ''::text
  summary text not null default ''::text
  changes jsonb not null default '{}'::jsonb
  constraint audit_entry_pkey PRIMARY KEY (id)
  CREATE INDEX ix_audit_entry_actor ON public.audit_entry USING btree (actor_username, at DESC)
  CREATE INDEX ix_audit_entry_at ON public.audit_entry USING btree (at DESC, id DESC)
  CREATE INDEX ix_audit_entry_object ON public.audit_entry USING btree (model, object_id, at DESC)
  CREATE TRIGGER audit_await_seal AFTER INSERT ON public.audit_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal()
  CREATE TRIGGER audit_is_append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
  CREATE TRIGGER audit_is_not_truncated BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
  grant SELECT to sims_app

table audit_seal
  position bigint not null
  entry_id uuid not null
  hash bytea not null
  constraint audit_seal_pkey PRIMARY KEY ("position")
  constraint uq_audit_seal_entry UNIQUE (entry_id)
  CREATE TRIGGER audit_seal_is_append_only BEFORE DELETE OR UPDATE ON public.audit_seal FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
  CREATE TRIGGER audit_seal_is_not_truncated BEFORE TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
  grant SELECT to sims_app

table audit_unsealed
  entry_id uuid not null
  constraint audit_unsealed_pkey PRIMARY KEY (entry_id)
  grant SELECT to sims_app

table auth_session
  id uuid not null
  user_id bigint not null
  current_refresh uuid not null
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  revoked_at timestamp with time zone
  revoked_reason text
  remote_addr text not null default ''::text
  user_agent text not null default ''::text
  constraint auth_session_pkey PRIMARY KEY (id)
  constraint fk_auth_session_user FOREIGN KEY (user_id) REFERENCES app_user(id)
  CREATE INDEX ix_auth_session_expires ON public.auth_session USING btree (expires_at)
  CREATE INDEX ix_auth_session_user ON public.auth_session USING btree (user_id) WHERE (revoked_at IS NULL)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table course
  id bigint not null identity
  code text not null
  title text not null
  credits integer not null default 3
  program_id bigint not null
  version integer not null default 0
  constraint ck_course_code CHECK (((length(code) >= 1) AND (length(code) <= 32)))
  constraint ck_course_credits CHECK (((credits >= 0) AND (credits <= 32767)))
  constraint ck_course_title CHECK (((length(title) >= 1) AND (length(title) <= 255)))
  constraint course_pkey PRIMARY KEY (id)
  constraint fk_course_program FOREIGN KEY (program_id) REFERENCES program(id)
  constraint uq_course_code UNIQUE (code)
  CREATE INDEX ix_course_code_trgm ON public.course USING gin (code gin_trgm_ops)
  CREATE INDEX ix_course_program ON public.course USING btree (program_id, id)
  CREATE INDEX ix_course_title_trgm ON public.course USING gin (title gin_trgm_ops)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table data_import
  id bigint not null identity
  kind text not null
  file_name text not null
  content bytea
  dry_run boolean not null
  state text not null
  created integer not null default 0
  updated integer not null default 0
  unchanged integer not null default 0
  changes jsonb not null default '[]'::jsonb
  errors jsonb not null default '[]'::jsonb
  error_count integer not null default 0
  job_id bigint
  created_by_id bigint not null
  created_by text not null
  created_by_role text not null
  path text not null
  remote_addr text not null
  request_id text not null
  created_at timestamp with time zone not null default now()
  applied_at timestamp with time zone
  undone_at timestamp with time zone
  undone_by text not null default ''::text
  constraint ck_data_import_dry_run CHECK ((dry_run = (state = 'checked'::text)))
  constraint ck_data_import_kind CHECK ((kind = ANY (ARRAY['students'::text, 'courses'::text, 'sections'::text, 'enrollments'::text, 'attendance'::text, 'scores'::text])))
  constraint ck_data_import_state CHECK ((state = ANY (ARRAY['checked'::text, 'queued'::text, 'applied'::text, 'failed'::text, 'undone'::text])))
  constraint ck_data_import_undone CHECK (((undone_at IS NULL) = (state <> 'undone'::text)))
  constraint data_import_pkey PRIMARY KEY (id)
  CREATE INDEX ix_data_import_content ON public.data_import USING btree (created_at) WHERE (content IS NOT NULL)
  CREATE INDEX ix_data_import_creator ON public.data_import USING btree (created_by_id, id)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table data_import_record
  import_id bigint not null
  row integer not null
  record_id bigint not null
  version integer not null
  before jsonb
  constraint data_import_record_pkey PRIMARY KEY (import_id, "row")
  constraint fk_data_import_record_import FOREIGN KEY (import_id) REFERENCES data_import(id) ON DELETE CASCADE
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table demo_row
  kind text not null
  row_id bigint not null
  constraint ck_demo_row_kind CHECK ((kind = ANY (ARRAY['program'::text, 'course'::text, 'term'::text, 'student'::text, 'app_user'::text, 'section'::text])))
  constraint demo_row_pkey PRIMARY KEY (kind, row_id)

table demo_seed
  only_row boolean not null default true
  students integer not null
  seeded_on date not null
  seeded_at timestamp with time zone not null
  constraint demo_seed_only_row_check CHECK (only_row)
  constraint demo_seed_pkey PRIMARY KEY (only_row)

table disclosure
  id bigint not null identity
  at timestamp with time zone not null default clock_timestamp()
  reader_id bigint
  reader_username text not null
  remote_addr text not null
  request_id text not null
  path text not null
  what text not null
  student_id bigint
  query text not null default ''::text
  row_count integer not null default 1
  student_ids bigint[]
  constraint ck_disclosure_students CHECK (((student_id IS NULL) <> (student_ids IS NULL)))
  constraint disclosure_pkey PRIMARY KEY (id)
  CREATE INDEX ix_disclosure_at ON public.disclosure USING btree (at DESC, id DESC)
  CREATE INDEX ix_disclosure_reader ON public.disclosure USING btree (reader_id, at DESC)
  CREATE INDEX ix_disclosure_student ON public.disclosure USING btree (student_id, at DESC)
  CREATE INDEX ix_disclosure_students ON public.disclosure USING gin (student_ids)
  CREATE TRIGGER disclosure_is_append_only BEFORE DELETE OR UPDATE ON public.disclosure FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
  CREATE TRIGGER disclosure_is_not_truncated BEFORE TRUNCATE ON public.disclosure FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
  grant SELECT to sims_app

table document
  id bigint not null identity
  serial text not null
  type text not null
  student_id bigint not null
  code text not null
  snapshot jsonb not null
  content_sha256 text not null
  sha256 text not null
  file text not null
  issued_at timestamp with time zone not null default now()
  issued_by text not null
  superseded_at timestamp with time zone
  revoked_at timestamp with time zone
  revoked_by text not null default ''::text
  revoked_reason text not null default ''::text
  holder_name text not null default ''::text
  program text not null default ''::text
  reason text not null default ''::text
  version integer not null default 0
  constraint ck_document_reason CHECK ((length(reason) <= 255))
  constraint ck_document_revoked CHECK ((((revoked_at IS NULL) = (revoked_by = ''::text)) AND ((revoked_at IS NULL) = (revoked_reason = ''::text))))
  constraint ck_document_revoked_reason CHECK ((length(revoked_reason) <= 255))
  constraint ck_document_type CHECK (((length(type) >= 1) AND (length(type) <= 32)))
  constraint document_pkey PRIMARY KEY (id)
  constraint fk_document_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint uq_document_code UNIQUE (code)
  constraint uq_document_serial UNIQUE (serial)
  CREATE INDEX ix_document_issued_at ON public.document USING btree (issued_at, id)
  CREATE INDEX ix_document_serial_trgm ON public.document USING gin (serial gin_trgm_ops)
  CREATE INDEX ix_document_sha256 ON public.document USING btree (sha256)
  CREATE INDEX ix_document_student ON public.document USING btree (student_id, type, id)
  CREATE UNIQUE INDEX uq_document_current ON public.document USING btree (student_id, type) WHERE ((superseded_at IS NULL) AND (revoked_at IS NULL))
  CREATE TRIGGER document_guard BEFORE UPDATE ON public.document FOR EACH ROW EXECUTE FUNCTION document_guard()
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table document_serial
  type text not null
  year integer not null
  last integer not null
  constraint document_serial_pkey PRIMARY KEY (type, year)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table document_share
  id bigint not null identity
  document_id bigint not null
  shows text not null
  token_sha256 text not null
  created_at timestamp with time zone not null
  created_by text not null
  expires_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  constraint ck_document_share_expires_at CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '48:00:00'::interval))))
  constraint ck_document_share_shows CHECK ((shows = ANY (ARRAY['name'::text, 'full'::text])))
  constraint document_share_pkey PRIMARY KEY (id)
  constraint fk_document_share_document FOREIGN KEY (document_id) REFERENCES document(id)
  constraint uq_document_share_token UNIQUE (token_sha256)
  CREATE INDEX ix_document_share_document ON public.document_share USING btree (document_id, id)
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table document_share_open
  id bigint not null identity
  share_id bigint not null
  at timestamp with time zone not null
  origin text not null
  constraint document_share_open_pkey PRIMARY KEY (id)
  constraint fk_document_share_open_share FOREIGN KEY (share_id) REFERENCES document_share(id)
  CREATE INDEX ix_document_share_open_share ON public.document_share_open USING btree (share_id, id)
  grant INSERT to sims_app
  grant SELECT to sims_app

table enrollment
  id bigint not null identity
  student_id bigint not null
  section_id bigint not null
  status text not null default 'enrolled'::text
  enrolled_at timestamp with time zone not null default now()
  version integer not null default 0
  constraint ck_enrollment_status CHECK (((length(status) >= 1) AND (length(status) <= 32)))
  constraint enrollment_pkey PRIMARY KEY (id)
  constraint fk_enrollment_section FOREIGN KEY (section_id) REFERENCES section(id)
  constraint fk_enrollment_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint uq_enrollment_student_section UNIQUE (student_id, section_id)
  CREATE INDEX ix_enrollment_enrolled_at ON public.enrollment USING btree (enrolled_at, id)
  CREATE INDEX ix_enrollment_section ON public.enrollment USING btree (section_id, status, student_id)
  CREATE INDEX ix_enrollment_status ON public.enrollment USING btree (status, id)
  CREATE INDEX ix_enrollment_status_trgm ON public.enrollment USING gin (status gin_trgm_ops)
  CREATE TRIGGER enrollment_takes_seat BEFORE INSERT OR UPDATE ON public.enrollment FOR EACH ROW EXECUTE FUNCTION enrollment_takes_seat()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table grade_scheme
  id bigint not null identity
  name text not null
  effective_from date not null
  program_id bigint
  version integer not null default 0
  intake_from date
  active boolean not null default true
  rules jsonb not null default '{"marks": [{"grade": "I", "becomes": null, "meaning": "incomplete", "after_days": null}, {"grade": "W", "becomes": null, "meaning": "withdrawn", "after_days": null}, {"grade": "P", "becomes": null, "meaning": "pass", "after_days": null}, {"grade": "NP", "becomes": null, "meaning": "no_pass", "after_days": null}, {"grade": "TC", "becomes": null, "meaning": "transfer", "after_days": null}], "repeats": "all", "no_credit": [], "standings": [{"min_gpa": 2.00, "standing": "good"}, {"min_gpa": 0, "standing": "probation"}], "gpa_places": 2, "not_in_gpa": [], "gpa_rounding": "half_up", "percentage_places": 2, "percentage_rounding": "none"}'::jsonb
  constraint ck_grade_scheme_name CHECK (((length(name) >= 1) AND (length(name) <= 128)))
  constraint fk_grade_scheme_program FOREIGN KEY (program_id) REFERENCES program(id)
  constraint grade_scheme_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX uq_grade_scheme_effective ON public.grade_scheme USING btree (program_id, effective_from, intake_from) NULLS NOT DISTINCT WHERE active
  CREATE TRIGGER grade_scheme_guard BEFORE DELETE OR UPDATE ON public.grade_scheme FOR EACH ROW EXECUTE FUNCTION grade_scheme_guard()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table grade_scheme_row
  scheme_id bigint not null
  grade text not null
  min_percentage numeric(5,2) not null
  points numeric(3,2) not null
  constraint ck_grade_scheme_row_grade CHECK (((length(grade) >= 1) AND (length(grade) <= 8)))
  constraint ck_grade_scheme_row_min_percentage CHECK (((min_percentage >= (0)::numeric) AND (min_percentage <= (100)::numeric)))
  constraint ck_grade_scheme_row_points CHECK (((points >= (0)::numeric) AND (points <= (5)::numeric)))
  constraint fk_grade_scheme_row_scheme FOREIGN KEY (scheme_id) REFERENCES grade_scheme(id) ON DELETE CASCADE
  constraint grade_scheme_row_pkey PRIMARY KEY (scheme_id, grade)
  constraint uq_grade_scheme_row_min UNIQUE (scheme_id, min_percentage)
  CREATE TRIGGER grade_scheme_row_guard BEFORE INSERT OR DELETE OR UPDATE ON public.grade_scheme_row FOR EACH ROW EXECUTE FUNCTION grade_scheme_guard()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table grade_scheme_version
  id bigint not null identity
  scheme_id bigint
  version integer not null
  name text not null
  effective_from date not null
  grades jsonb not null
  rules jsonb not null
  constraint fk_grade_scheme_version_scheme FOREIGN KEY (scheme_id) REFERENCES grade_scheme(id)
  constraint grade_scheme_version_pkey PRIMARY KEY (id)
  constraint uq_grade_scheme_version UNIQUE NULLS NOT DISTINCT (scheme_id, version)
  grant SELECT to sims_app

table institution
  id integer not null default 1
  name text not null
  address text not null
  office text not null
  signatory_name text not null default ''::text
  signatory_title text not null default ''::text
  version integer not null default 0
  constraint ck_institution_address CHECK ((length(address) <= 255))
  constraint ck_institution_name CHECK (((length(name) >= 1) AND (length(name) <= 128)))
  constraint ck_institution_office CHECK ((length(office) <= 128))
  constraint ck_institution_one CHECK ((id = 1))
  constraint ck_institution_signatory_name CHECK ((length(signatory_name) <= 128))
  constraint ck_institution_signatory_title CHECK ((length(signatory_title) <= 128))
  constraint institution_pkey PRIMARY KEY (id)
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table job
  id bigint not null identity
  type text not null
  payload jsonb not null default '{}'::jsonb
  state text not null default 'queued'::text
  priority smallint not null default 5
  run_at timestamp with time zone not null default now()
  dispatched_at timestamp with time zone
  attempt integer not null default 0
  max_attempts integer not null default 15
  epoch bigint not null default 0
  expirations integer not null default 0
  lease_until timestamp with time zone
  worker text
  dedupe_key text
  batch_id bigint
  student_id bigint
  created_by_id bigint
  created_by text not null default ''::text
  created_at timestamp with time zone not null default now()
  started_at timestamp with time zone
  finished_at timestamp with time zone
  done integer not null default 0
  total integer not null default 1
  failed integer not null default 0
  error text not null default ''::text
  result jsonb
  cancel_requested boolean not null default false
  constraint ck_job_finished CHECK (((state = ANY (ARRAY['succeeded'::text, 'dead'::text, 'cancelled'::text])) = (finished_at IS NOT NULL)))
  constraint ck_job_lease CHECK (((state = 'running'::text) = (lease_until IS NOT NULL)))
  constraint ck_job_priority CHECK ((priority = ANY (ARRAY[1, 5, 9])))
  constraint ck_job_state CHECK ((state = ANY (ARRAY['queued'::text, 'scheduled'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'dead'::text, 'cancelled'::text])))
  constraint fk_job_batch FOREIGN KEY (batch_id) REFERENCES job(id)
  constraint job_pkey PRIMARY KEY (id)
  CREATE INDEX ix_job_batch ON public.job USING btree (batch_id, id) WHERE (batch_id IS NOT NULL)
  CREATE INDEX ix_job_created_by ON public.job USING btree (created_by_id, id)
  CREATE INDEX ix_job_due ON public.job USING btree (priority, run_at, id) WHERE (state = ANY (ARRAY['queued'::text, 'scheduled'::text]))
  CREATE INDEX ix_job_finished_at ON public.job USING btree (finished_at) WHERE (finished_at IS NOT NULL)
  CREATE INDEX ix_job_lease ON public.job USING btree (lease_until) WHERE (state = 'running'::text)
  CREATE INDEX ix_job_state ON public.job USING btree (state, id)
  CREATE INDEX ix_job_student ON public.job USING btree (student_id, id)
  CREATE INDEX ix_job_undispatched ON public.job USING btree (run_at, id) WHERE ((state = ANY (ARRAY['queued'::text, 'scheduled'::text])) AND (dispatched_at IS NULL))
  CREATE UNIQUE INDEX uq_job_dedupe ON public.job USING btree (dedupe_key) WHERE (state = ANY (ARRAY['queued'::text, 'scheduled'::text, 'running'::text]))
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table job_part
  job_id bigint not null
  subject bigint not null
  state text not null default 'waiting'::text
  reason text not null default ''::text
  tries integer not null default 0
  tried_in bigint not null default 0
  note jsonb not null default '{}'::jsonb
  constraint ck_job_part_state CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
  constraint fk_job_part_job FOREIGN KEY (job_id) REFERENCES job(id) ON DELETE CASCADE
  constraint job_part_pkey PRIMARY KEY (job_id, subject)
  CREATE INDEX ix_job_part_subject ON public.job_part USING btree (subject)
  CREATE INDEX ix_job_part_waiting ON public.job_part USING btree (job_id, tries, subject) WHERE (state = 'waiting'::text)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table job_slot
  schedule text not null
  slot timestamp with time zone not null
  fired boolean not null
  taken_at timestamp with time zone not null default now()
  constraint job_slot_pkey PRIMARY KEY (schedule, slot)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table job_worker
  id text not null
  role text not null
  slots integer not null
  started_at timestamp with time zone not null default now()
  seen_at timestamp with time zone not null default now()
  constraint job_worker_pkey PRIMARY KEY (id)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table letter_template
  id bigint not null identity
  type text not null
  version integer not null
  title text not null
  body text not null
  created_at timestamp with time zone not null default now()
  created_by text not null
  constraint ck_letter_template_body CHECK (((length(body) >= 1) AND (length(body) <= 4000)))
  constraint ck_letter_template_title CHECK (((length(title) >= 1) AND (length(title) <= 80)))
  constraint ck_letter_template_type CHECK (((type ~ '^[a-z][a-z0-9_]{0,31}$'::text) AND (type <> ALL (ARRAY['transcript'::text, 'provisional_transcript'::text, 'letter'::text]))))
  constraint letter_template_pkey PRIMARY KEY (id)
  constraint uq_letter_template_version UNIQUE (type, version)
  grant INSERT to sims_app
  grant SELECT to sims_app

table login_throttle
  subject text not null
  failures integer not null
  window_start timestamp with time zone not null
  blocked_until timestamp with time zone
  constraint login_throttle_pkey PRIMARY KEY (subject)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table mail_ledger
  id bigint not null identity
  job_id bigint not null
  recipient text not null
  message_id text not null
  state text not null
  attempts integer not null default 0
  server_reply text not null default ''::text
  updated_at timestamp with time zone not null default now()
  constraint ck_mail_ledger_state CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'uncertain'::text, 'refused'::text])))
  constraint fk_mail_ledger_job FOREIGN KEY (job_id) REFERENCES job(id)
  constraint mail_ledger_pkey PRIMARY KEY (id)
  constraint uq_mail_ledger_job_recipient UNIQUE (job_id, recipient)
  constraint uq_mail_ledger_message_id UNIQUE (message_id)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table password_reset
  token_hash bytea not null
  user_id bigint not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  constraint fk_password_reset_user FOREIGN KEY (user_id) REFERENCES app_user(id)
  constraint password_reset_pkey PRIMARY KEY (token_hash)
  CREATE INDEX ix_password_reset_user ON public.password_reset USING btree (user_id)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table program
  id bigint not null identity
  name text not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  version integer not null default 0
  constraint ck_program_name CHECK (((length(name) >= 1) AND (length(name) <= 128)))
  constraint program_pkey PRIMARY KEY (id)
  constraint uq_program_name UNIQUE (name)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table result
  id bigint not null identity
  student_id bigint not null
  section_id bigint not null
  final_grade text not null default ''::text
  state text not null default 'draft'::text
  published_at timestamp with time zone
  published_by text not null default ''::text
  frozen_at timestamp with time zone
  frozen_by text not null default ''::text
  changed_by text not null default ''::text
  version integer not null default 0
  scheme_version_id bigint
  constraint ck_result_final_grade CHECK ((length(final_grade) <= 8))
  constraint ck_result_frozen CHECK (((state = 'frozen'::text) = (frozen_at IS NOT NULL)))
  constraint ck_result_published CHECK (((state = 'draft'::text) = (published_at IS NULL)))
  constraint ck_result_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'frozen'::text])))
  constraint fk_result_scheme_version FOREIGN KEY (scheme_version_id) REFERENCES grade_scheme_version(id)
  constraint fk_result_section FOREIGN KEY (section_id) REFERENCES section(id)
  constraint fk_result_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint result_pkey PRIMARY KEY (id)
  constraint rule_result_graded CHECK (((state = 'draft'::text) OR (final_grade <> ''::text))) NOT VALID
  constraint uq_result_student_section UNIQUE (student_id, section_id)
  CREATE INDEX ix_result_final_grade_trgm ON public.result USING gin (final_grade gin_trgm_ops)
  CREATE INDEX ix_result_published_at ON public.result USING btree (published_at, id)
  CREATE INDEX ix_result_published_last ON public.result USING btree (published_at DESC NULLS LAST, id DESC)
  CREATE INDEX ix_result_section ON public.result USING btree (section_id, state, id)
  CREATE INDEX ix_result_state ON public.result USING btree (state, id)
  CREATE TRIGGER result_guard BEFORE INSERT OR DELETE OR UPDATE ON public.result FOR EACH ROW EXECUTE FUNCTION result_guard()
  CREATE TRIGGER result_remember AFTER INSERT OR DELETE OR UPDATE ON public.result FOR EACH ROW EXECUTE FUNCTION result_remember()
  CREATE TRIGGER result_starts_as_draft BEFORE INSERT ON public.result FOR EACH ROW WHEN ((new.state <> 'draft'::text)) EXECUTE FUNCTION result_starts_as_draft()
  CREATE TRIGGER result_takes_scheme BEFORE UPDATE ON public.result FOR EACH ROW WHEN (((old.state = 'draft'::text) AND (new.state = 'published'::text))) EXECUTE FUNCTION result_takes_scheme()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table result_change
  id bigint not null identity
  result_id bigint not null
  new_grade text not null
  reason text not null default ''::text
  status text not null default 'pending'::text
  requested_by text not null
  requested_by_id bigint not null
  approved_by text not null default ''::text
  approved_by_id bigint
  requested_at timestamp with time zone not null default now()
  resolved_at timestamp with time zone
  resolved_xact xid8
  version integer not null default 0
  constraint ck_result_change_new_grade CHECK (((length(new_grade) >= 1) AND (length(new_grade) <= 8)))
  constraint ck_result_change_reason CHECK ((length(reason) <= 2000))
  constraint ck_result_change_resolved CHECK (((status = 'pending'::text) = (resolved_at IS NULL)))
  constraint ck_result_change_status CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text])))
  constraint fk_result_change_approver FOREIGN KEY (approved_by_id) REFERENCES app_user(id)
  constraint fk_result_change_requester FOREIGN KEY (requested_by_id) REFERENCES app_user(id)
  constraint fk_result_change_result FOREIGN KEY (result_id) REFERENCES result(id)
  constraint result_change_pkey PRIMARY KEY (id)
  constraint rule_result_change_two_people CHECK ((approved_by_id <> requested_by_id))
  CREATE INDEX ix_result_change_requested_at ON public.result_change USING btree (requested_at, id)
  CREATE INDEX ix_result_change_result ON public.result_change USING btree (result_id, id)
  CREATE INDEX ix_result_change_status ON public.result_change USING btree (status, id)
  CREATE TRIGGER result_change_guard BEFORE DELETE OR UPDATE ON public.result_change FOR EACH ROW EXECUTE FUNCTION result_change_guard()
  CREATE TRIGGER result_change_starts_pending BEFORE INSERT ON public.result_change FOR EACH ROW EXECUTE FUNCTION result_change_starts_pending()
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table result_history
  id bigint not null identity
  result_id bigint not null
  student_id bigint not null
  section_id bigint not null
  final_grade text not null
  state text not null
  at timestamp with time zone not null default now()
  changed_by text not null
  reason text not null default ''::text
  change_id bigint
  deleted boolean not null default false
  constraint result_history_pkey PRIMARY KEY (id)
  CREATE INDEX ix_result_history_result ON public.result_history USING btree (result_id, id)
  CREATE INDEX ix_result_history_student ON public.result_history USING btree (student_id, at)
  grant SELECT to sims_app

table section
  id bigint not null identity
  course_id bigint not null
  term_id bigint not null
  teacher_id bigint
  teacher_name text not null default ''::text
  capacity integer not null default 30
  version integer not null default 0
  constraint ck_section_capacity CHECK (((capacity >= 0) AND (capacity <= 32767)))
  constraint ck_section_teacher_name CHECK ((length(teacher_name) <= 128))
  constraint fk_section_course FOREIGN KEY (course_id) REFERENCES course(id)
  constraint fk_section_teacher FOREIGN KEY (teacher_id) REFERENCES app_user(id)
  constraint fk_section_term FOREIGN KEY (term_id) REFERENCES term(id)
  constraint section_pkey PRIMARY KEY (id)
  CREATE INDEX ix_section_course ON public.section USING btree (course_id, id)
  CREATE INDEX ix_section_teacher ON public.section USING btree (teacher_id, id)
  CREATE INDEX ix_section_teacher_name ON public.section USING btree (teacher_name, id)
  CREATE INDEX ix_section_teacher_name_trgm ON public.section USING gin (teacher_name gin_trgm_ops)
  CREATE INDEX ix_section_term ON public.section USING btree (term_id, id)
  CREATE TRIGGER section_keeps_capacity BEFORE UPDATE OF capacity ON public.section FOR EACH ROW WHEN ((new.capacity < old.capacity)) EXECUTE FUNCTION section_keeps_capacity()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table student
  id bigint not null identity
  reg_no text not null
  name text not null
  name_ur text not null default ''::text
  program_id bigint not null
  status text not null default 'active'::text
  email text not null default ''::text
  created_at timestamp with time zone not null default now()
  version integer not null default 0
  intake date
  constraint ck_student_email CHECK ((length(email) <= 254))
  constraint ck_student_name CHECK (((length(name) >= 1) AND (length(name) <= 255)))
  constraint ck_student_name_ur CHECK ((length(name_ur) <= 255))
  constraint ck_student_reg_no CHECK ((((length(reg_no) >= 1) AND (length(reg_no) <= 32)) AND (reg_no = btrim(reg_no))))
  constraint ck_student_status CHECK (((length(status) >= 1) AND (length(status) <= 32)))
  constraint fk_student_program FOREIGN KEY (program_id) REFERENCES program(id)
  constraint student_pkey PRIMARY KEY (id)
  constraint uq_student_reg_no UNIQUE (reg_no)
  CREATE INDEX ix_student_name ON public.student USING btree (name, id)
  CREATE INDEX ix_student_name_trgm ON public.student USING gin (name gin_trgm_ops)
  CREATE INDEX ix_student_program ON public.student USING btree (program_id, id)
  CREATE INDEX ix_student_reg_no_trgm ON public.student USING gin (reg_no gin_trgm_ops)
  CREATE INDEX ix_student_status ON public.student USING btree (status, id)
  CREATE INDEX ix_student_status_trgm ON public.student USING gin (status gin_trgm_ops)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table student_hold
  id bigint not null identity
  student_id bigint not null
  type text not null
  reason text not null
  placed_by text not null
  placed_at timestamp with time zone not null default now()
  released_by text not null default ''::text
  released_at timestamp with time zone
  release_note text not null default ''::text
  version integer not null default 0
  constraint ck_student_hold_note CHECK ((length(release_note) <= 255))
  constraint ck_student_hold_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 255)))
  constraint ck_student_hold_release CHECK (((released_at IS NULL) = (released_by = ''::text)))
  constraint ck_student_hold_type CHECK ((type = ANY (ARRAY['dues'::text, 'disciplinary'::text, 'other'::text])))
  constraint fk_student_hold_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint student_hold_pkey PRIMARY KEY (id)
  CREATE INDEX ix_student_hold_active ON public.student_hold USING btree (student_id) WHERE (released_at IS NULL)
  CREATE INDEX ix_student_hold_student ON public.student_hold USING btree (student_id, id)
  CREATE TRIGGER student_hold_guard BEFORE UPDATE ON public.student_hold FOR EACH ROW EXECUTE FUNCTION student_hold_guard()
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table student_request
  id bigint not null identity
  student_id bigint not null
  type text not null
  status text not null default 'pending'::text
  notes text not null default ''::text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  processed_by text not null default ''::text
  version integer not null default 0
  document_id bigint
  constraint ck_student_request_notes CHECK ((length(notes) <= 4000))
  constraint ck_student_request_status CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'completed'::text])))
  constraint ck_student_request_type CHECK ((type = ANY (ARRAY['transcript'::text, 'bonafide'::text, 'noc'::text, 'other'::text])))
  constraint fk_student_request_document FOREIGN KEY (document_id) REFERENCES document(id)
  constraint fk_student_request_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint student_request_pkey PRIMARY KEY (id)
  CREATE INDEX ix_student_request_created_at ON public.student_request USING btree (created_at DESC, id DESC)
  CREATE INDEX ix_student_request_document ON public.student_request USING btree (document_id)
  CREATE INDEX ix_student_request_status ON public.student_request USING btree (status, id)
  CREATE INDEX ix_student_request_student ON public.student_request USING btree (student_id, id)
  CREATE TRIGGER student_request_guard BEFORE UPDATE OF status ON public.student_request FOR EACH ROW EXECUTE FUNCTION student_request_guard()
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table term
  id bigint not null identity
  name text not null
  status text not null default 'open'::text
  start_date date
  end_date date
  version integer not null default 0
  constraint ck_term_end_date CHECK ((end_date >= start_date))
  constraint ck_term_name CHECK (((length(name) >= 1) AND (length(name) <= 32)))
  constraint ck_term_status CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
  constraint term_pkey PRIMARY KEY (id)
  constraint uq_term_name UNIQUE (name)
  grant DELETE to sims_app
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

table transfer_credit
  id bigint not null identity
  student_id bigint not null
  course_id bigint not null
  institution text not null
  grade text not null default ''::text
  credits integer not null
  recorded_by text not null
  recorded_at timestamp with time zone not null default now()
  withdrawn_by text not null default ''::text
  withdrawn_at timestamp with time zone
  withdrawal_reason text not null default ''::text
  version integer not null default 0
  constraint ck_transfer_credit_credits CHECK (((credits >= 1) AND (credits <= 100)))
  constraint ck_transfer_credit_grade CHECK ((length(grade) <= 8))
  constraint ck_transfer_credit_institution CHECK (((length(institution) >= 1) AND (length(institution) <= 128)))
  constraint ck_transfer_credit_reason CHECK ((length(withdrawal_reason) <= 255))
  constraint ck_transfer_credit_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_by = ''::text)))
  constraint fk_transfer_credit_course FOREIGN KEY (course_id) REFERENCES course(id)
  constraint fk_transfer_credit_student FOREIGN KEY (student_id) REFERENCES student(id)
  constraint transfer_credit_pkey PRIMARY KEY (id)
  CREATE INDEX ix_transfer_credit_recorded ON public.transfer_credit USING btree (recorded_at, id)
  CREATE INDEX ix_transfer_credit_student ON public.transfer_credit USING btree (student_id, id)
  CREATE UNIQUE INDEX uq_transfer_credit_course ON public.transfer_credit USING btree (student_id, course_id) WHERE (withdrawn_at IS NULL)
  CREATE TRIGGER transfer_credit_guard BEFORE UPDATE ON public.transfer_credit FOR EACH ROW EXECUTE FUNCTION transfer_credit_guard()
  grant INSERT to sims_app
  grant SELECT to sims_app
  grant UPDATE to sims_app

CREATE OR REPLACE FUNCTION public.assessment_weights_fit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform 1 from section where id = new.section_id for no key update;
  if new.weight + (select coalesce(sum(weight), 0) from assessment
                    where section_id = new.section_id and id <> new.id) > 100 then
    raise exception 'the weights of section % exceed 100', new.section_id
      using errcode = 'check_violation', constraint = 'rule_assessment_weight_sum';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.attendance_count()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into attendance_tally as t (section_id, student_id, present, late, absent, excused)
    select section_id, student_id, count(*) filter (where status = 'Present'),
           count(*) filter (where status = 'Late'), count(*) filter (where status = 'Absent'),
           count(*) filter (where status = 'Excused')
      from added group by section_id, student_id order by section_id, student_id
    on conflict (section_id, student_id) do update
       set present = t.present + excluded.present, late = t.late + excluded.late,
           absent = t.absent + excluded.absent, excused = t.excused + excluded.excused;
  elsif tg_op = 'DELETE' then
    update attendance_tally t
       set present = t.present - d.present, late = t.late - d.late,
           absent = t.absent - d.absent, excused = t.excused - d.excused
      from (select section_id, student_id, count(*) filter (where status = 'Present') present,
                   count(*) filter (where status = 'Late') late,
                   count(*) filter (where status = 'Absent') absent,
                   count(*) filter (where status = 'Excused') excused
              from removed group by section_id, student_id) d
     where t.section_id = d.section_id and t.student_id = d.student_id;
  else
    insert into attendance_tally as t (section_id, student_id, present, late, absent, excused)
    select section_id, student_id, coalesce(sum(n) filter (where status = 'Present'), 0),
           coalesce(sum(n) filter (where status = 'Late'), 0),
           coalesce(sum(n) filter (where status = 'Absent'), 0),
           coalesce(sum(n) filter (where status = 'Excused'), 0)
      from (select section_id, student_id, status, 1 as n from added
            union all select section_id, student_id, status, -1 from removed) x
     group by section_id, student_id order by section_id, student_id
    on conflict (section_id, student_id) do update
       set present = t.present + excluded.present, late = t.late + excluded.late,
           absent = t.absent + excluded.absent, excused = t.excused + excluded.excused;
  end if;
  return null;
end $function$


CREATE OR REPLACE FUNCTION public.audit_await_seal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into audit_unsealed select id from fresh;
  return null;
end $function$


CREATE OR REPLACE FUNCTION public.audit_entry_text(e audit_entry)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select string_agg(octet_length(field) || ':' || field || ',', '' order by place)
    from unnest(array[
      e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      coalesce(e.actor_id::text, ''), e.actor_username, e.remote_addr, e.request_id, e.method,
      e.path, e.status_code::text, e.model, e.object_id, e.summary, e.changes::text])
      with ordinality as fields (field, place)
$function$


CREATE OR REPLACE FUNCTION public.audit_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the audit log is append-only'
    using errcode = 'insufficient_privilege', constraint = 'rule_audit_append_only';
end $function$


CREATE OR REPLACE FUNCTION public.audit_seal_waiting(at_most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  entry audit_entry;
  place bigint;
  head bytea;
  sealed int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('audit_seal'));
  select position, hash into place, head from audit_seal order by position desc limit 1;
  if not found then
    place := 0;
    head := '';
  end if;
  for entry in
    select e.* from audit_unsealed u join audit_entry e on e.id = u.entry_id
     order by e.at, e.id limit at_most
  loop
    place := place + 1;
    head := sha256(head || convert_to(audit_entry_text(entry), 'UTF8'));
    insert into audit_seal (position, entry_id, hash) values (place, entry.id, head);
    delete from audit_unsealed where entry_id = entry.id;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $function$


CREATE OR REPLACE FUNCTION public.document_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.id, new.serial, new.type, new.student_id, new.code, new.snapshot, new.content_sha256, new.sha256,
      new.file, new.issued_at, new.issued_by, new.holder_name, new.program, new.reason)
     is distinct from
     (old.id, old.serial, old.type, old.student_id, old.code, old.snapshot, old.content_sha256, old.sha256,
      old.file, old.issued_at, old.issued_by, old.holder_name, old.program, old.reason)
     or old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at then
    raise exception 'an issued document does not change'
      using errcode = 'check_violation', constraint = 'rule_document_issued';
  end if;
  if old.revoked_at is not null
     and (new.revoked_at, new.revoked_by, new.revoked_reason)
         is distinct from (old.revoked_at, old.revoked_by, old.revoked_reason) then
    raise exception 'a revoked document stays revoked'
      using errcode = 'check_violation', constraint = 'rule_document_revoked';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.enrollment_takes_seat()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  seats int;
  term_status text;
  taken int;
begin
  if new.status <> 'enrolled'
     or (tg_op = 'UPDATE' and old.status = 'enrolled' and old.section_id = new.section_id) then
    return new;
  end if;
  select s.capacity, t.status into seats, term_status
    from section s join term t on t.id = s.term_id
   where s.id = new.section_id
     for no key update of s;
  if not found then
    return new; -- the foreign key will say so
  end if;
  if term_status = 'closed' then
    raise exception 'the term of section % is closed', new.section_id
      using errcode = 'check_violation', constraint = 'rule_enrollment_term_open';
  end if;
  select count(*) into taken from enrollment
   where section_id = new.section_id and status = 'enrolled' and id <> new.id;
  if taken >= seats then
    raise exception 'section % is full', new.section_id
      using errcode = 'check_violation', constraint = 'rule_enrollment_capacity';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.grade_scheme_for(of_student bigint, in_section bigint, otherwise date)
 RETURNS SETOF grade_scheme
 LANGUAGE sql
 STABLE ROWS 1
 SET search_path TO 'public'
AS $function$
  select g.*
    from student st, section s join term t on t.id = s.term_id, grade_scheme g
   where st.id = of_student and s.id = in_section and g.active
     and (g.program_id = st.program_id or g.program_id is null)
     and (g.intake_from is null or g.intake_from <= st.intake)
     and g.effective_from <= coalesce(t.start_date, otherwise)
   order by g.program_id nulls last, g.intake_from desc nulls last, g.effective_from desc, g.id limit 1
$function$


CREATE OR REPLACE FUNCTION public.grade_scheme_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  scheme bigint;
begin
  if tg_table_name = 'grade_scheme' then
    scheme := old.id;
    if tg_op = 'UPDATE'
       and to_jsonb(new) - 'active' - 'version' = to_jsonb(old) - 'active' - 'version' then
      return new;
    end if;
  elsif tg_op = 'INSERT' then
    scheme := new.scheme_id;
  else
    scheme := old.scheme_id;
  end if;
  if exists (select 1 from grade_scheme_version v where v.scheme_id = scheme) then
    raise exception 'results were published by scheme %', scheme
      using errcode = 'check_violation', constraint = 'rule_grade_scheme_used';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$


CREATE OR REPLACE FUNCTION public.grade_scheme_version_for(of_student bigint, in_section bigint, otherwise date)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
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
end $function$


CREATE OR REPLACE FUNCTION public.result_change_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'change requests are kept' using errcode = 'check_violation', constraint = 'rule_result_change_kept';
  end if;
  if old.status <> 'pending' then
    raise exception 'change request % is already %', old.id, old.status
      using errcode = 'check_violation', constraint = 'rule_result_change_resolved';
  end if;
  if (new.result_id, new.new_grade, new.requested_by_id, new.requested_by, new.requested_at)
     is distinct from (old.result_id, old.new_grade, old.requested_by_id, old.requested_by, old.requested_at) then
    raise exception 'a change request is not rewritten'
      using errcode = 'check_violation', constraint = 'rule_result_change_kept';
  end if;
  if new.status = 'approved' and new.approved_by_id is null then
    raise exception 'an approval names its approver'
      using errcode = 'check_violation', constraint = 'rule_result_change_two_people';
  end if;
  new.resolved_xact := case when new.status = 'pending' then null else pg_current_xact_id() end;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.result_change_starts_pending()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.status <> 'pending' then
    raise exception 'a change request starts pending'
      using errcode = 'check_violation', constraint = 'rule_result_change_kept';
  end if;
  new.resolved_xact := null;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.result_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'result % is %', old.id, old.state
        using errcode = 'check_violation', constraint = 'rule_result_' || old.state;
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    new.scheme_version_id := null;
    return new;
  end if;
  if old.state <> 'draft' and old.scheme_version_id is null
     and to_jsonb(new) - 'scheme_version_id' = to_jsonb(old) - 'scheme_version_id' then
    return new;
  end if;
  if old.state = 'frozen' then
    raise exception 'result % is frozen', old.id
      using errcode = 'check_violation', constraint = 'rule_result_frozen';
  end if;
  if old.state = 'published' then
    if new.state = 'draft' or (new.student_id, new.section_id, new.published_at, new.published_by, new.scheme_version_id)
         is distinct from
         (old.student_id, old.section_id, old.published_at, old.published_by, old.scheme_version_id) then
      raise exception 'result % is published', old.id
        using errcode = 'check_violation', constraint = 'rule_result_published';
    end if;
    if new.final_grade <> old.final_grade and not exists (
         select 1 from result_change c where c.result_id = new.id and c.status = 'approved'
            and c.new_grade = new.final_grade and c.resolved_xact = pg_current_xact_id()) then
      raise exception 'result % is published', old.id
        using errcode = 'check_violation', constraint = 'rule_result_published';
    end if;
  end if;
  if old.state = 'draft' and new.state = 'frozen' then
    raise exception 'result % was not published', old.id
      using errcode = 'check_violation', constraint = 'rule_result_draft';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.result_remember()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  approved result_change;
begin
  if tg_op = 'DELETE' then
    insert into result_history (result_id, student_id, section_id, final_grade, state, changed_by, deleted)
    values (old.id, old.student_id, old.section_id, old.final_grade, old.state, old.changed_by, true);
    return null;
  end if;
  if tg_op = 'UPDATE' and (new.final_grade, new.state, new.student_id, new.section_id)
       is not distinct from (old.final_grade, old.state, old.student_id, old.section_id) then
    return null;
  end if;
  if tg_op = 'UPDATE' and old.state = 'published' and new.final_grade <> old.final_grade then
    select * into approved from result_change c where c.result_id = new.id and c.status = 'approved'
       and c.resolved_xact = pg_current_xact_id() order by id desc limit 1;
  end if;
  insert into result_history (result_id, student_id, section_id, final_grade, state, changed_by, reason, change_id)
  values (new.id, new.student_id, new.section_id, new.final_grade, new.state, new.changed_by,
          coalesce(approved.reason, ''), approved.id);
  return null;
end $function$


CREATE OR REPLACE FUNCTION public.result_starts_as_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a result starts as a draft'
    using errcode = 'check_violation', constraint = 'rule_result_draft';
end $function$


CREATE OR REPLACE FUNCTION public.result_takes_scheme()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  new.scheme_version_id := grade_scheme_version_for(
    new.student_id, new.section_id, (new.published_at at time zone 'UTC')::date);
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.section_keeps_capacity()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.capacity < (select count(*) from enrollment where section_id = new.id and status = 'enrolled') then
    raise exception 'section % has more students than %', new.id, new.capacity
      using errcode = 'check_violation', constraint = 'rule_section_capacity';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.student_hold_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.released_at is not null then
    raise exception 'a released hold does not change'
      using errcode = 'check_violation', constraint = 'rule_student_hold_released';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.student_request_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.status <> old.status and (old.status, new.status) not in
       (('pending', 'approved'), ('pending', 'rejected'), ('approved', 'completed')) then
    raise exception 'a request does not go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'rule_student_request_transition';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION public.transfer_credit_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.withdrawn_at is not null
     or (new.student_id, new.course_id, new.institution, new.grade, new.credits, new.recorded_by, new.recorded_at)
        is distinct from
        (old.student_id, old.course_id, old.institution, old.grade, old.credits, old.recorded_by, old.recorded_at) then
    raise exception 'transfer credit % is kept as recorded', old.id
      using errcode = 'check_violation', constraint = 'rule_transfer_credit_kept';
  end if;
  return new;
end $function$

