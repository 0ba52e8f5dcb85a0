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
] as const;
