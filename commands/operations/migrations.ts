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
] as const;
