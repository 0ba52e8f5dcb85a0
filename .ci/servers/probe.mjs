// Asks servers whether they are there and fit, and makes and drops databases. Prints one line; ends with 1 when the answer is no.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const PATIENCE_MS = 5_000;

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: 60_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Address without what it may carry of a password. */
function shown(url) {
  const { protocol, hostname, port } = new URL(url);
  return `${protocol}//${hostname}${port === '' ? '' : `:${port}`}`;
}

const why = (error) => error.errors?.[0]?.message ?? (error.message || error.code);

async function postgresql(url) {
  const { rows } = await withClient(url, (client) =>
    client.query(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version, rolsuper or rolcreatedb as may_create
       from pg_roles where rolname = current_user`,
    ),
  );
  const [{ number, version, may_create: mayCreate }] = rows;
  if (number < 150_000) throw new Error(`it is version ${version}, and 15 is the least`);
  if (!mayCreate) throw new Error('its login may not create databases');
  return `PostgreSQL ${version.split(' ')[0]} at ${shown(url)}`;
}

async function create(url, names) {
  return withClient(url, async (client) => {
    for (const name of names) await client.query(`create database ${pg.escapeIdentifier(name)} template template0 encoding 'UTF8'`);
    return names.map((name) => Object.assign(new URL(url), { pathname: `/${name}` }).href).join('\n');
  });
}

async function drop(url, names) {
  return withClient(url, async (client) => {
    for (const name of names) await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
    return `dropped ${names.join(', ')}`;
  });
}

async function redis(url, patience = '0') {
  const { hostname, port } = new URL(url);
  const deadline = Date.now() + Number(patience);
  for (;;) {
    const socket = connect(Number(port || 6379), hostname);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('it does not answer')));
    try {
      await once(socket, 'connect');
      socket.write('PING\r\n');
      const [answer] = await once(socket, 'data');
      const said = String(answer).trim();
      if (said !== '+PONG') throw new Error(`it answers ${said.split(/\s/)[0]}`);
      return `Redis at ${shown(url)}`;
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await delay(100);
    } finally {
      socket.destroy();
    }
  }
}

async function elasticsearch(url) {
  const answer = await fetch(new URL('/_cluster/health', url), { signal: AbortSignal.timeout(PATIENCE_MS) });
  const health = await answer.json();
  if (!answer.ok || health.status === 'red') throw new Error(`its health is ${health.status ?? answer.status}`);
  return `Elasticsearch at ${shown(url)}`;
}

async function eventstoredb(url) {
  // Its client would print an address it does not understand, password and all.
  const shape = /^esdb(\+discover)?:\/\/(?:[^@/?]*@)?([\w.:,-]+)/.exec(url);
  if (shape === null) throw new Error('it is no address of EventStoreDB');
  const { EventStoreDBClient } = await import('@eventstore/db-client');
  const client = EventStoreDBClient.connectionString(url);
  const timer = setTimeout(() => {
    console.log('EventStoreDB cannot be used (it does not answer)');
    process.exit(1);
  }, PATIENCE_MS);
  try {
    // Every log has a first event, the server's own.
    for await (const _event of client.readAll({ maxCount: 1 })) break;
  } finally {
    clearTimeout(timer);
    void client.dispose();
  }
  return `EventStoreDB at ${shape[2]}`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return String(port);
}

const [task, url, ...more] = process.argv.slice(2);
const tasks = {
  postgresql: () => postgresql(url),
  create: () => create(url, more),
  drop: () => drop(url, more),
  redis: () => redis(url, ...more),
  elasticsearch: () => elasticsearch(url),
  eventstoredb: () => eventstoredb(url),
  'free-port': freePort,
};
try {
  console.log(await tasks[task]());
} catch (error) {
  const cause = error.cause ?? error;
  console.log(url === undefined || task === 'eventstoredb' ? why(cause) : `${shown(url)} cannot be used (${why(cause)})`);
  process.exitCode = 1;
}
