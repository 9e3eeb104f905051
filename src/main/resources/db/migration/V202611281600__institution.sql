-- What documents and pages say of the institution: one row, made when it is first changed. Until then the environment says it.
create table institution (
  id int primary key default 1,
  name text not null,
  address text not null,
  office text not null,
  signatory_name text not null default '',
  signatory_title text not null default '',
  version int not null default 0,
  constraint ck_institution_one check (id = 1),
  constraint ck_institution_name check (length(name) between 1 and 128),
  constraint ck_institution_address check (length(address) <= 255),
  constraint ck_institution_office check (length(office) <= 128),
  constraint ck_institution_signatory_name check (length(signatory_name) <= 128),
  constraint ck_institution_signatory_title check (length(signatory_title) <= 128)
);

revoke delete on institution from ${app_role};
