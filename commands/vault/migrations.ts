// Law: the vault holds no personal datum in the clear: keys are wrapped, identifiers are keyed digests, ids are random.

/** The vault's schema, oldest first; a migration is never edited once it was released. */
export const vaultMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '001-vault',
    sql: `
create schema vault;

create table vault.ledger (
  sole boolean primary key default true check (sole),
  ledger_id uuid not null,
  bound_at timestamptz not null
);

create table vault.epoch (
  epoch integer primary key check (epoch > 0),
  wrapped bytea not null,
  created_at timestamptz not null
);

create table vault.secret (
  name text not null,
  version integer not null check (version > 0),
  epoch integer not null references vault.epoch,
  wrapped bytea not null,
  created_at timestamptz not null,
  primary key (name, version)
);

create table vault.subject_key (
  subject uuid not null,
  key_version integer not null check (key_version > 0),
  epoch integer not null references vault.epoch,
  wrapped bytea not null,
  created_at timestamptz not null,
  primary key (subject, key_version)
);

create table vault.tombstone (
  subject uuid primary key,
  reason text not null,
  legal_basis text not null,
  method text not null,
  destroyed_at timestamptz not null,
  logged boolean not null default false
);
create index tombstone_pending on vault.tombstone (destroyed_at) where not logged;

create table vault.directory (
  blind_index bytea primary key check (octet_length(blind_index) = 32),
  scheme text not null,
  category text not null,
  record_id uuid not null,
  mentioned boolean not null,
  claim_command uuid,
  claim_revision integer,
  claimed_at timestamptz,
  landed_revision integer,
  moved_from uuid,
  check ((claim_revision is null) = (claimed_at is null)),
  check (claim_command is null or claim_revision is not null)
);
create index directory_record on vault.directory (record_id);

create table vault.command_claim (
  command_id uuid primary key,
  category text not null,
  record_id uuid not null,
  revision integer not null,
  blind_indexes bytea[],
  schemes text[],
  landed boolean not null,
  claimed_at timestamptz not null,
  check ((blind_indexes is null) = (schemes is null))
);
create index command_claim_record on vault.command_claim (record_id);

create table vault.alias (
  id uuid primary key,
  record_id uuid not null,
  since timestamptz not null
);
create index alias_record on vault.alias (record_id);

create table vault.actor (
  blind_index bytea primary key check (octet_length(blind_index) = 32),
  actor_id uuid not null unique
);

create table vault.reaction_checkpoint (
  reaction text primary key,
  stream text not null,
  revision integer not null check (revision >= 0),
  updated_at timestamptz not null
);
`,
  },  {
    name: '002-log-of-the-ledger',
    sql: `
-- The log on which the ledger lives; null for a ledger of before, until its next start.
alter table vault.ledger add column log_id text;
`,
  },
  {
    name: '003-reads-on-record',
    sql: `
-- Reads of regulators. The head gives each entry its place and lets one transaction in at a time: places are without a gap,
-- and who reads behind a place never misses an entry that came late.
create table vault.read_on_record_head (
  sole boolean primary key default true check (sole),
  last bigint not null check (last >= 0)
);
insert into vault.read_on_record_head (last) values (0);

create table vault.read_on_record (
  ordinal bigint primary key check (ordinal > 0),
  id uuid not null unique,
  read_at timestamptz not null,
  recorded_at timestamptz not null,
  actor_id uuid not null,
  department text not null,
  purpose text not null,
  case_id text not null,
  act text not null check (act in ('request', 'following')),
  method text not null,
  policy text not null,
  route text not null,
  category text,
  record_id uuid,
  asked text,
  request_id uuid not null
);

create function vault.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'reads on record are only ever added to' using errcode = 'insufficient_privilege';
end $$;
create function vault.refuse_going_back() returns trigger language plpgsql as $$
begin
  if new.last <= old.last then
    raise exception 'the head of the reads on record only goes on' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger insert_only before update or delete or truncate on vault.read_on_record for each statement execute function vault.refuse_change();
create trigger head_stays before delete or truncate on vault.read_on_record_head for each statement execute function vault.refuse_change();
create trigger head_goes_on before update on vault.read_on_record_head for each row execute function vault.refuse_going_back();
-- Also where a session plays the part of a replica.
alter table vault.read_on_record enable always trigger insert_only;
alter table vault.read_on_record_head enable always trigger head_stays;
alter table vault.read_on_record_head enable always trigger head_goes_on;
revoke update, delete, truncate on vault.read_on_record from public, current_user;
revoke delete, truncate on vault.read_on_record_head from public, current_user;
`,
  },
  {
    name: '004-claims-that-come-to-nothing',
    sql: `
-- The id that mentions were given before a claim for another record took the row.
alter table vault.directory add column named_before uuid;
-- Another command held the row when the newest claimed it.
alter table vault.directory add column claim_shared boolean not null default false;
`,
  },
];
