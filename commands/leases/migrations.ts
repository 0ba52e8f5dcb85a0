/** Seconds after which an in-flight lease is void even if its process lives. */
export const LEASE_SECONDS = 30;
/** Hours for which a finished answer is given again from the table. */
export const ANSWER_HOURS = 24;
/** Status of an answer whose events stand in the log: nothing takes its place. */
export const ACCEPTED = 200;
/** First key of the advisory lock that shows a process to be alive; the second is its instance number. */
export const INSTANCE_LOCK = 0x51_1e;

/** Schema of the lease table: what is lost with it was never promised. */
export const leaseMigrations = [
  {
    name: '0001-lease',
    sql: `
      create schema if not exists commands;
      create table commands.instance (
        number serial primary key,
        started_at timestamptz not null default now()
      );
      create table commands.lease (
        command_id uuid primary key,
        payload_mac text not null,
        instance int not null,
        leased_at timestamptz not null default now(),
        finished_at timestamptz,
        status int,
        answer jsonb
      );
      create index lease_finished on commands.lease (finished_at) where finished_at is not null;
    `,
  },
  {
    // The numbers of the constants above are written out: a migration is never edited.
    name: '0002-leases-in-groups',
    sql: `
      -- Plans are kept from when the table was small: they must follow its key. Nobody waits for the disk: a lease
      -- that a crash of the server takes with it is one that the record's stream answers for.
      -- Rows are taken in the order of their ids by both, so that two groups never wait for each other.
      create function commands.take_leases(ids uuid[], macs text[], taker int)
      returns table (id uuid, ticket text, payload_mac text, status int, answer jsonb, age float8)
      language plpgsql volatile
      set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
      as $$
      #variable_conflict use_column
      begin
        perform set_config('synchronous_commit', 'off', true);
        -- One statement: insert, or take over a lease that is void or an answer that is too old; else show what stands
        -- there. A row that another transaction inserted after our snapshot is seen by neither part: it is in flight.
        -- A void lease has no say in the payload: if its command was appended, the record's stream knows it.
        return query
        with asked as materialized (
          select * from unnest(ids, macs) as a(command_id, payload_mac) order by a.command_id
        ), taken as (
          insert into commands.lease as l (command_id, payload_mac, instance)
          select command_id, payload_mac, taker from asked
          on conflict (command_id) do update set payload_mac = excluded.payload_mac, instance = excluded.instance,
              leased_at = clock_timestamp(), finished_at = null, status = null, answer = null
            where l.finished_at < now() - interval '24 hours'
              or (l.finished_at is null
                and (l.leased_at < now() - interval '30 seconds'
                  or not exists (select 1 from pg_locks p where p.locktype = 'advisory' and p.classid = 20766
                    and p.objid = l.instance::oid and p.objsubid = 2 and p.granted
                    and p.database = (select oid from pg_database where datname = current_database()))))
          returning command_id, payload_mac, leased_at
        )
        select t.command_id, t.leased_at::text, t.payload_mac, null::int, null::jsonb, 0::float8 from taken t
        union all
        select l.command_id, null, l.payload_mac, l.status, l.answer, extract(epoch from now() - l.leased_at)::float8
        from asked a join commands.lease l on l.command_id = a.command_id
        where not exists (select 1 from taken t where t.command_id = a.command_id);
      end $$;

      -- Takes [{id, ticket, status, answer}]. An accepted answer is kept always, any other only under the lease's own ticket.
      create function commands.finish_leases(answers jsonb) returns void
      language plpgsql volatile
      set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
      as $$
      begin
        perform set_config('synchronous_commit', 'off', true);
        with given as materialized (
          select * from jsonb_to_recordset(answers) as g(id uuid, ticket timestamptz, status int, answer jsonb) order by g.id
        ), held as materialized (
          select l.command_id from given g join commands.lease l on l.command_id = g.id order by g.id for update of l
        )
        update commands.lease l set finished_at = now(), status = g.status, answer = g.answer
        from held h join given g on g.id = h.command_id
        where l.command_id = h.command_id
          and (g.status = 200 or (l.leased_at = g.ticket and l.finished_at is null));
      end $$;
    `,
  },
  {
    name: '0003-answers-in-place',
    sql: `
      -- An answer written beside its lease touches no index, when its page has room and no index names what it sets.
      -- The hourly sweep reads the table instead.
      drop index commands.lease_finished;
      alter table commands.lease set (fillfactor = 60);
    `,
  },
  {
    name: '0004-unlogged',
    sql: `
      -- A crash of the server empties the table: what was accepted stands in the log, what was refused is decided anew.
      alter table commands.lease set unlogged;

      -- As before, but what stands there is only looked for when not every lease was given.
      create or replace function commands.take_leases(ids uuid[], macs text[], taker int)
      returns table (id uuid, ticket text, payload_mac text, status int, answer jsonb, age float8)
      language plpgsql volatile
      set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
      as $$
      #variable_conflict use_column
      begin
        perform set_config('synchronous_commit', 'off', true);
        -- One statement: insert, or take over a lease that is void or an answer that is too old; else show what stands
        -- there. A row that another transaction inserted after our snapshot is seen by neither part: it is in flight.
        -- A void lease has no say in the payload: if its command was appended, the record's stream knows it.
        return query
        with asked as materialized (
          select * from unnest(ids, macs) as a(command_id, payload_mac) order by a.command_id
        ), taken as (
          insert into commands.lease as l (command_id, payload_mac, instance)
          select command_id, payload_mac, taker from asked
          on conflict (command_id) do update set payload_mac = excluded.payload_mac, instance = excluded.instance,
              leased_at = clock_timestamp(), finished_at = null, status = null, answer = null
            where l.finished_at < now() - interval '24 hours'
              or (l.finished_at is null
                and (l.leased_at < now() - interval '30 seconds'
                  or not exists (select 1 from pg_locks p where p.locktype = 'advisory' and p.classid = 20766
                    and p.objid = l.instance::oid and p.objsubid = 2 and p.granted
                    and p.database = (select oid from pg_database where datname = current_database()))))
          returning command_id, payload_mac, leased_at
        )
        select t.command_id, t.leased_at::text, t.payload_mac, null::int, null::jsonb, 0::float8 from taken t
        union all
        select l.command_id, null, l.payload_mac, l.status, l.answer, extract(epoch from now() - l.leased_at)::float8
        from asked a join commands.lease l on l.command_id = a.command_id
        where (select count(*) from taken) < cardinality(ids)
          and not exists (select 1 from taken t where t.command_id = a.command_id);
      end $$;

      -- As before, with one join less.
      create or replace function commands.finish_leases(answers jsonb) returns void
      language plpgsql volatile
      set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
      as $$
      begin
        perform set_config('synchronous_commit', 'off', true);
        with given as materialized (
          select * from jsonb_to_recordset(answers) as g(id uuid, ticket timestamptz, status int, answer jsonb) order by g.id
        ), held as materialized (
          select g.* from given g join commands.lease l on l.command_id = g.id order by g.id for update of l
        )
        update commands.lease l set finished_at = now(), status = h.status, answer = h.answer
        from held h
        where l.command_id = h.id
          and (h.status = 200 or (l.leased_at = h.ticket and l.finished_at is null));
      end $$;
    `,
  },
  {
    name: '0005-leases-at-once',
    sql: `
      -- As before; but where nobody asked before for any of them, as nearly always, one row without an id says so for all:
      -- they were taken at the same moment, under the same ticket.
      create or replace function commands.take_leases(ids uuid[], macs text[], taker int)
      returns table (id uuid, ticket text, payload_mac text, status int, answer jsonb, age float8)
      language plpgsql volatile
      set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
      set plan_cache_mode = force_generic_plan set synchronous_commit = off
      as $$
      #variable_conflict use_column
      declare
        mine uuid[];
        given int;
      begin
        with taken as (
          insert into commands.lease as l (command_id, payload_mac, instance)
          select a.command_id, a.payload_mac, taker from unnest(ids, macs) as a(command_id, payload_mac) order by a.command_id
          on conflict (command_id) do nothing
          returning command_id
        )
        select array_agg(command_id), count(*) into mine, given from taken;
        if given = cardinality(ids) then
          return query select null::uuid, now()::text, null::text, null::int, null::jsonb, 0::float8;
          return;
        end if;
        -- A statement of its own, whose snapshot sees what stood in the way: take over a lease that is void or an answer
        -- that is too old; else show what stands there. A void lease has no say in the payload: if its command was
        -- appended, the record's stream knows it.
        return query
        with asked as materialized (
          select * from unnest(ids, macs) as a(command_id, payload_mac) where a.command_id <> all (coalesce(mine, '{}')) order by a.command_id
        ), taken as (
          insert into commands.lease as l (command_id, payload_mac, instance)
          select command_id, payload_mac, taker from asked
          on conflict (command_id) do update set payload_mac = excluded.payload_mac, instance = excluded.instance,
              leased_at = clock_timestamp(), finished_at = null, status = null, answer = null
            where l.finished_at < now() - interval '24 hours'
              or (l.finished_at is null
                and (l.leased_at < now() - interval '30 seconds'
                  or not exists (select 1 from pg_locks p where p.locktype = 'advisory' and p.classid = 20766
                    and p.objid = l.instance::oid and p.objsubid = 2 and p.granted
                    and p.database = (select oid from pg_database where datname = current_database()))))
          returning command_id, payload_mac, leased_at
        )
        select m.command_id, now()::text, null::text, null::int, null::jsonb, 0::float8 from unnest(mine) as m(command_id)
        union all
        select t.command_id, t.leased_at::text, t.payload_mac, null::int, null::jsonb, 0::float8 from taken t
        union all
        select l.command_id, null, l.payload_mac, l.status, l.answer, extract(epoch from now() - l.leased_at)::float8
        from asked a join commands.lease l on l.command_id = a.command_id
        where not exists (select 1 from taken t where t.command_id = a.command_id);
      end $$;
    `,
  },
  {
    name: '0006-a-look',
    sql: `
      -- Which of these stand there, be it as a lease or as an answer; null for none. The plan is kept from when the table was small.
      create function commands.standing_leases(ids uuid[]) returns uuid[]
      language sql stable
      set enable_seqscan = off set jit = off
      as $$ select array_agg(l.command_id) from commands.lease l where l.command_id = any(ids) $$;
    `,
  },
] as const;
