/** Schema of bulk operations: their state, the sealed body until it has run, an outcome a line. */
export const operationMigrations = [
  {
    name: '0001-operation',
    sql: `
      create schema if not exists commands;
      create table commands.operation (
        id uuid primary key,
        actor jsonb not null,
        actor_id uuid not null,
        synthetic boolean not null,
        status text not null check (status in ('spooling', 'ready', 'running', 'finished', 'failed')),
        accepted int not null default 0,
        refused int not null default 0,
        failure text,
        created_at timestamptz not null default now(),
        finished_at timestamptz
      );
      create index operation_open on commands.operation (created_at) where status in ('ready', 'running');
      create table commands.spool (
        operation uuid not null references commands.operation on delete cascade,
        n int not null,
        chunk bytea not null,
        primary key (operation, n)
      );
      create table commands.outcome (
        operation uuid not null references commands.operation on delete cascade,
        line int not null,
        outcome jsonb not null,
        primary key (operation, line)
      );
    `,
  },
  {
    name: '0002-room',
    // One lock for all (0x5120, beside those of operations): each call sees what those before it have taken.
    sql: `
      alter table commands.operation add column bytes bigint not null default 0;
      create index operation_held on commands.operation (id) where status in ('spooling', 'ready', 'running');
      create function commands.take_room(operation uuid, wanted bigint, most_of_one bigint, most bigint) returns text language plpgsql as $$
      declare
        held bigint;
        own bigint;
      begin
        perform pg_advisory_xact_lock(20768, 0);
        select coalesce(sum(o.bytes), 0), coalesce(sum(o.bytes) filter (where o.actor_id = mine.actor_id), 0) into held, own
        from commands.operation o, (select m.actor_id from commands.operation m where m.id = take_room.operation) mine
        where o.status in ('spooling', 'ready', 'running');
        if own + wanted > most_of_one then return 'own'; end if;
        if held + wanted > most then return 'all'; end if;
        update commands.operation o set bytes = o.bytes + wanted where o.id = take_room.operation;
        return 'taken';
      end $$;
    `,
  },
  {
    name: '0003-heard',
    sql: 'alter table commands.operation add column heard_at timestamptz not null default now();',
  },
] as const;
