// Law: the one lock on the head row orders all appends, so a position is given only when every lower one is already committed.

/**
 * The embedded log's schema, oldest first; a migration is never edited once it was released.
 * `log.append_batch` takes streams with their expected revisions and numbers of events, each stream at most once, and the
 * events of all in that order. It answers one row an append: `stored`, `repeated`, or `conflict` with the actual revision.
 */
export const logMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '001-log',
    sql: `
create schema log;

create table log.identity (
  sole boolean primary key default true check (sole),
  log_id text collate "C" not null check (log_id ~ '^[0-9a-f]{16}$')
);
-- The last eight bytes of a random UUID: 62 random bits.
insert into log.identity (log_id) values (encode(substr(uuid_send(gen_random_uuid()), 9), 'hex'));

create table log.head (
  sole boolean primary key default true check (sole),
  position bigint not null check (position >= 0)
) with (fillfactor = 10);
insert into log.head (position) values (0);

create table log.event (
  position bigint primary key,
  stream text collate "C" not null,
  revision integer not null check (revision >= 0),
  id uuid not null,
  type text collate "C" not null,
  data jsonb not null,
  metadata jsonb not null,
  constraint event_stream_revision unique (stream, revision)
);

create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is insert-only: % of %.% refused', lower(tg_op), tg_table_schema, tg_table_name
    using errcode = 'object_not_in_prerequisite_state';
end $$;
create trigger insert_only before update or delete or truncate on log.event
  for each statement execute function log.refuse_change();
create trigger insert_only before update or delete or truncate on log.identity
  for each statement execute function log.refuse_change();
create trigger never_empty before delete or truncate on log.head
  for each statement execute function log.refuse_change();

-- Plans are kept from the first call, when the log was empty: they must never scan it, nor compile for it.
create function log.append_batch(batch jsonb)
returns table (n integer, outcome text, revision integer, "position" bigint)
language plpgsql volatile
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  last bigint;
begin
  select h.position into strict last from log.head h where h.sole for update;
  -- A statement of its own: its snapshot is taken after the lock and sees every append before this one.
  return query
  with asked as materialized (
    select (a.ord - 1)::integer as n, a.v ->> 's' as stream, (a.v ->> 'x')::integer as expected,
           a.v -> 'e' as events, jsonb_array_length(a.v -> 'e') as size
    from jsonb_array_elements(batch) with ordinality as a(v, ord)
  ), standing as materialized (
    select asked.*, coalesce((
      select e.revision from log.event e where e.stream = asked.stream order by e.revision desc limit 1), -1) as actual
    from asked
  ), taken as materialized (
    select s.n, s.stream, s.expected, s.events, s.size,
           last + (sum(s.size) over (order by s.n))::bigint - s.size as before
    from standing s where s.actual = s.expected
  ), inserted as (
    insert into log.event (position, stream, revision, id, type, data, metadata)
    select t.before + e.k, t.stream, t.expected + e.k::integer, (e.v ->> 'i')::uuid, e.v ->> 't', e.v -> 'd', e.v -> 'm'
    from taken t cross join lateral jsonb_array_elements(t.events) with ordinality as e(v, k)
  ), moved as (
    update log.head h set position = last + added.total
    from (select sum(t.size)::bigint as total from taken t) as added where h.sole and added.total is not null
  )
  select t.n, 'stored', t.expected + t.size, t.before + t.size from taken t
  union all
  select s.n, case when known.matches = s.size then 'repeated' else 'conflict' end,
         case when known.matches = s.size then s.expected + s.size else s.actual end, known.upto
  from standing s cross join lateral (
    select count(*)::integer as matches, max(o.position) as upto
    from jsonb_array_elements(s.events) with ordinality as e(v, k)
    join log.event o on o.stream = s.stream and o.revision = s.expected + e.k::integer and o.id = (e.v ->> 'i')::uuid
     -- Said again as a range, so that of a long stream only these are looked at.
     and o.revision between s.expected + 1 and s.expected + s.size
  ) as known
  where s.actual <> s.expected;
end $$;
`,
  },
  {
    name: '002-boxes-in-place',
    sql: `
-- Boxes do not compress: up to a page, an event with one is kept in its row instead of being cut into pieces elsewhere.
alter table log.event set (toast_tuple_target = 8160);
`,
  },
  {
    name: '003-one-append',
    sql: `
-- Plans are kept from the first call, when the log was empty: they must never scan it, nor compile for it.
create or replace function log.append_batch(batch jsonb)
returns table (n integer, outcome text, revision integer, "position" bigint)
language plpgsql volatile
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  last bigint;
  only_append jsonb;
  only_event jsonb;
begin
  select h.position into strict last from log.head h where h.sole for update;
  -- One event for one stream, as a lone caller sends it: the same in a plan of a few steps. A conflict or a repeat is told below.
  if jsonb_array_length(batch) = 1 and jsonb_array_length(batch -> 0 -> 'e') = 1 then
    only_append := batch -> 0;
    only_event := only_append -> 'e' -> 0;
    return query
    with inserted as (
      insert into log.event (position, stream, revision, id, type, data, metadata)
      select last + 1, only_append ->> 's', (only_append ->> 'x')::integer + 1,
             (only_event ->> 'i')::uuid, only_event ->> 't', only_event -> 'd', only_event -> 'm'
      where (only_append ->> 'x')::integer = coalesce((
        select e.revision from log.event e where e.stream = only_append ->> 's' order by e.revision desc limit 1), -1)
      returning revision, position
    ), moved as (
      update log.head h set position = i.position from inserted i where h.sole
    )
    select 0, 'stored', i.revision, i.position from inserted i;
    if found then return; end if;
  end if;
  -- A statement of its own: its snapshot is taken after the lock and sees every append before this one.
  return query
  with asked as materialized (
    select (a.ord - 1)::integer as n, a.v ->> 's' as stream, (a.v ->> 'x')::integer as expected,
           a.v -> 'e' as events, jsonb_array_length(a.v -> 'e') as size
    from jsonb_array_elements(batch) with ordinality as a(v, ord)
  ), standing as materialized (
    select asked.*, coalesce((
      select e.revision from log.event e where e.stream = asked.stream order by e.revision desc limit 1), -1) as actual
    from asked
  ), taken as materialized (
    select s.n, s.stream, s.expected, s.events, s.size,
           last + (sum(s.size) over (order by s.n))::bigint - s.size as before
    from standing s where s.actual = s.expected
  ), inserted as (
    insert into log.event (position, stream, revision, id, type, data, metadata)
    select t.before + e.k, t.stream, t.expected + e.k::integer, (e.v ->> 'i')::uuid, e.v ->> 't', e.v -> 'd', e.v -> 'm'
    from taken t cross join lateral jsonb_array_elements(t.events) with ordinality as e(v, k)
  ), moved as (
    update log.head h set position = last + added.total
    from (select sum(t.size)::bigint as total from taken t) as added where h.sole and added.total is not null
  )
  select t.n, 'stored', t.expected + t.size, t.before + t.size from taken t
  union all
  select s.n, case when known.matches = s.size then 'repeated' else 'conflict' end,
         case when known.matches = s.size then s.expected + s.size else s.actual end, known.upto
  from standing s cross join lateral (
    select count(*)::integer as matches, max(o.position) as upto
    from jsonb_array_elements(s.events) with ordinality as e(v, k)
    join log.event o on o.stream = s.stream and o.revision = s.expected + e.k::integer and o.id = (e.v ->> 'i')::uuid
     -- Said again as a range, so that of a long stream only these are looked at.
     and o.revision between s.expected + 1 and s.expected + s.size
  ) as known
  where s.actual <> s.expected;
end $$;
`,
  },
  {
    name: '004-events-as-texts',
    sql: `
-- The writer has checked values and their JSON. Nobody asks the server about what is in them, so it takes them as
-- they are: to make jsonb of them, and texts of that again, was half of its work. Rewrites the table of a log that is there.
alter table log.event
  alter column data type text using data::text,
  alter column metadata type text using metadata::text;
drop function log.append_batch(jsonb);

-- Plans are kept from the first call, when the log was empty: they must never scan it, nor compile for it, nor be made anew.
create function log.append_batch(streams text[], expected integer[], sizes integer[], ids uuid[], types text[], data text[], metadata text[])
returns table (n integer, outcome text, revision integer, "position" bigint)
language plpgsql volatile
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  last bigint;
begin
  -- Takes the lock, and the numbers for all.
  update log.head h set position = h.position + cardinality(ids) where h.sole
    returning h.position - cardinality(ids) into strict last;
  -- Statements of their own: their snapshots are taken after the lock and see every append before this one.
  -- Appends of one event that all stand where they should, as nearly always: in plans of a few steps.
  if cardinality(ids) = cardinality(streams) and not exists (
    select from unnest(streams, expected) as a(stream, expected)
    where a.expected <> coalesce((select e.revision from log.event e where e.stream = a.stream order by e.revision desc limit 1), -1)
  ) then
    insert into log.event (position, stream, revision, id, type, data, metadata)
    select last + a.n, a.stream, a.expected + 1, a.id, a.type, a.data, a.metadata
    from unnest(streams, expected, ids, types, data, metadata) with ordinality as a(stream, expected, id, type, data, metadata, n);
    return query select (a.n - 1)::integer, 'stored', a.expected + 1, last + a.n from unnest(expected) with ordinality as a(expected, n);
    return;
  end if;
  return query
  with asked as materialized (
    select a.n::integer as n, a.stream, a.expected, a.size, (sum(a.size) over (order by a.n))::integer - a.size as before,
           coalesce((select e.revision from log.event e where e.stream = a.stream order by e.revision desc limit 1), -1) as actual
    from unnest(streams, expected, sizes) with ordinality as a(stream, expected, size, n)
  ), taken as materialized (
    select s.*, last + (sum(s.size) over (order by s.n))::bigint - s.size as behind from asked s where s.actual = s.expected
  ), inserted as (
    insert into log.event (position, stream, revision, id, type, data, metadata)
    select t.behind + k, t.stream, t.expected + k, ids[t.before + k], types[t.before + k], data[t.before + k], metadata[t.before + k]
    from taken t cross join lateral generate_series(1, t.size) as k
  ), moved as (
    update log.head h set position = last + coalesce((select sum(t.size) from taken t), 0)::bigint where h.sole
  )
  select t.n - 1, 'stored', t.expected + t.size, t.behind + t.size from taken t
  union all
  select s.n - 1, case when known.matches = s.size then 'repeated' else 'conflict' end,
         case when known.matches = s.size then s.expected + s.size else s.actual end, known.upto
  from asked s cross join lateral (
    select count(*)::integer as matches, max(o.position) as upto
    from generate_series(1, s.size) as k
    join log.event o on o.stream = s.stream and o.revision = s.expected + k and o.id = ids[s.before + k]
     -- Said again as a range, so that of a long stream only these are looked at.
     and o.revision between s.expected + 1 and s.expected + s.size
  ) as known
  where s.actual <> s.expected;
end $$;
`,
  },
  {
    name: '005-runs',
    sql: `
-- Appends of which several may be to one stream, each on top of those before it, when all of them stand where they should:
-- all are stored, and the number of the last event is the answer. Otherwise nothing is, and the answer is null.
-- Plans are kept from the first call, when the log was empty: they must never scan it, nor compile for it, nor be made anew.
create function log.append_run(streams text[], expected integer[], sizes integer[], ids uuid[], types text[], data text[], metadata text[])
returns bigint
language plpgsql volatile
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  last bigint;
begin
  select h.position into strict last from log.head h where h.sole for update;
  -- A statement of its own: its snapshot is taken after the lock and sees every append before this one.
  if exists (
    select from (
      select a.stream, a.expected - (sum(a.size) over (partition by a.stream order by a.n) - a.size) as standing
      from unnest(streams, expected, sizes) with ordinality as a(stream, expected, size, n)
    ) as a
    where a.standing <> coalesce((select e.revision from log.event e where e.stream = a.stream order by e.revision desc limit 1), -1)
  ) then
    return null;
  end if;
  insert into log.event (position, stream, revision, id, type, data, metadata)
  select last + a.before + k, a.stream, a.expected + k, ids[a.before + k], types[a.before + k], data[a.before + k], metadata[a.before + k]
  from (
    select a.stream, a.expected, a.size, (sum(a.size) over (order by a.n))::integer - a.size as before
    from unnest(streams, expected, sizes) with ordinality as a(stream, expected, size, n)
  ) as a cross join lateral generate_series(1, a.size) as k;
  update log.head h set position = last + cardinality(ids) where h.sole;
  return last + cardinality(ids);
end $$;
`,
  },
  {
    name: '006-one-answer',
    sql: `
-- Plans are kept from the first call, when the log was empty: they must never scan it, nor compile for it, nor be made anew.
create or replace function log.append_batch(streams text[], expected integer[], sizes integer[], ids uuid[], types text[], data text[], metadata text[])
returns table (n integer, outcome text, revision integer, "position" bigint)
language plpgsql volatile
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  last bigint;
begin
  -- Takes the lock, and the numbers for all.
  update log.head h set position = h.position + cardinality(ids) where h.sole
    returning h.position - cardinality(ids) into strict last;
  -- A statement of its own: its snapshot is taken after the lock and sees every append before this one.
  -- Appends of one event that all stand where they should, as nearly always: in a plan of a few steps, and one row for all of them,
  -- which names no append and the number before the first.
  if cardinality(ids) = cardinality(streams) then
    insert into log.event (position, stream, revision, id, type, data, metadata)
    select last + a.n, a.stream, a.expected + 1, a.id, a.type, a.data, a.metadata
    from unnest(streams, expected, ids, types, data, metadata) with ordinality as a(stream, expected, id, type, data, metadata, n)
    where not exists (
      select from unnest(streams, append_batch.expected) as b(stream, expected)
      where b.expected <> coalesce((select e.revision from log.event e where e.stream = b.stream order by e.revision desc limit 1), -1)
    );
    if found then
      return query values (-1, 'stored', null::integer, last);
      return;
    end if;
  end if;
  return query
  with asked as materialized (
    select a.n::integer as n, a.stream, a.expected, a.size, (sum(a.size) over (order by a.n))::integer - a.size as before,
           coalesce((select e.revision from log.event e where e.stream = a.stream order by e.revision desc limit 1), -1) as actual
    from unnest(streams, expected, sizes) with ordinality as a(stream, expected, size, n)
  ), taken as materialized (
    select s.*, last + (sum(s.size) over (order by s.n))::bigint - s.size as behind from asked s where s.actual = s.expected
  ), inserted as (
    insert into log.event (position, stream, revision, id, type, data, metadata)
    select t.behind + k, t.stream, t.expected + k, ids[t.before + k], types[t.before + k], data[t.before + k], metadata[t.before + k]
    from taken t cross join lateral generate_series(1, t.size) as k
  ), moved as (
    update log.head h set position = last + coalesce((select sum(t.size) from taken t), 0)::bigint where h.sole
  )
  select t.n - 1, 'stored', t.expected + t.size, t.behind + t.size from taken t
  union all
  select s.n - 1, case when known.matches = s.size then 'repeated' else 'conflict' end,
         case when known.matches = s.size then s.expected + s.size else s.actual end, known.upto
  from asked s cross join lateral (
    select count(*)::integer as matches, max(o.position) as upto
    from generate_series(1, s.size) as k
    join log.event o on o.stream = s.stream and o.revision = s.expected + k and o.id = ids[s.before + k]
     -- Said again as a range, so that of a long stream only these are looked at.
     and o.revision between s.expected + 1 and s.expected + s.size
  ) as known
  where s.actual <> s.expected;
end $$;
`,
  },
];
