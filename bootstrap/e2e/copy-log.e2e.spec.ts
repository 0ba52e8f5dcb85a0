// A ledger with a history moves to another log and back: nothing but its positions changes.
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { spawnProtocolServer } from '../../commands/event-store/eventstoredb/testing/protocol-server/protocol-server-process.js';
import { eventName } from '../../commands/log-copy/event-text.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { LogPlace } from '../container/open-log.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { apiClient, tokenFor, type Accepted, type Api } from './testing/api.js';
import { ledgerOnDatabases, ledgerOnEventStoreDb, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, company, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, sijil, start, type Program, type Variables } from './testing/program.js';
import { eventsAt, expectWholeLedger } from './testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const numbers = numbersFrom(0);

/** Another log, and what a program is told to run on it. */
interface OtherLog {
  readonly place: LogPlace;
  readonly variables: Variables;
  remove(): Promise<void>;
}

let ledger: Ledger;
let other: OtherLog;
afterEach(async () => {
  await endPrograms();
  await other.remove();
  await ledger.remove();
});

async function postgresqlLog(): Promise<OtherLog> {
  const database: TestDatabase = await createTestDatabase('other log');
  // An empty variable counts as absent.
  const variables = { DATABASE_URL: database.url, EVENTSTORE_URL: '' };
  return { place: { kind: 'postgresql', url: database.url }, variables, remove: () => database.drop() };
}

async function eventStoreDbLog(): Promise<OtherLog> {
  const { url, stop } = await spawnProtocolServer();
  return { place: { kind: 'eventstoredb', url }, variables: { EVENTSTORE_URL: url }, remove: stop };
}

const directions = [
  { from: 'PostgreSQL', to: 'EventStoreDB (protocol server)', openLedger: ledgerOnDatabases, openOther: eventStoreDbLog },
  { from: 'EventStoreDB (protocol server)', to: 'PostgreSQL', openLedger: ledgerOnEventStoreDb, openOther: postgresqlLog },
] as const;

/** Roles that a process works in, and what is said of it. */
const heldBy = [
  ['projector', /role projector is held by another process/],
  ['commands', /a process sends commands to the ledger/],
] as const;

const args = (from: string, to: string): readonly string[] => ['copy-log', '--from', from, '--to', to, '--json'];
const away = (): Variables => ({ ...ledger.variables, ...other.variables });
const withoutPositions = (events: readonly RecordedEvent[]): object[] => events.map(({ position: _own, ...event }) => event);
const inOtherLog = async (): Promise<object[]> => withoutPositions(await eventsAt(other.place));
const atHome = async (): Promise<object[]> => withoutPositions(await eventsAt(await ledger.log()));

interface Copied {
  readonly resumedAfter: number;
  readonly copied: number;
  readonly from: { readonly events: number; readonly sha256: string };
  readonly to: { readonly events: number; readonly sha256: string };
}

async function copied(from: string, to: string, variables: Variables = ledger.variables): Promise<Copied> {
  const { code, stdout, stderr } = await sijil(args(from, to), variables);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(stdout) as Copied;
  expect(result.to).toMatchObject({ events: result.from.events, sha256: result.from.sha256 });
  return result;
}

async function apiOf(program: Program): Promise<Api> {
  const { address } = await program.ready;
  return apiClient(() => address, await tokenFor(ledger.home));
}

/** Has a program live on the ledger's home log; it writes at least so many events. */
async function writeAtHome(least: number): Promise<{ readonly key: string; readonly data: object; readonly answer: Accepted }> {
  const program = serve(ledger.variables);
  const api = await apiOf(program);
  const [key, data] = ['before-the-move', citizen(numbers)];
  const { body: answer } = await api.post('/v1/employees/citizens', data, { key });
  const clerk = clerkOf(api);
  for (let left = least; left > 0; left -= 16) {
    await Promise.all(Array.from({ length: 8 }, () => clerk.create('/v1/companies', company(numbers))));
  }
  await expectCleanStop(program);
  return { key, data, answer };
}

describe.each(directions)('from $from to $to', ({ openLedger, openOther }) => {
  /** The ledger's home log as the command line names it. */
  let home: string;
  beforeEach(async () => {
    ledger = await openLedger('moving');
    other = await openOther();
    home = ledger.eventStore?.url ?? 'embedded';
  });

  it('a ledger moves there and back, and both ways goes on as one', async () => {
    const first = await writeAtHome(30);
    const before = await atHome();
    expect(await copied(home, other.place.url)).toMatchObject({ resumedAfter: 0, copied: before.length });
    expect(await inOtherLog()).toEqual(before);

    const moved = serve(away());
    const api = await apiOf(moved);
    // The same key: the first answer, but for its position, which belongs to the log of now.
    const again = await api.post('/v1/employees/citizens', first.data, { key: first.key });
    const { position: earlier, ...answer } = first.answer;
    expect(again.body).toMatchObject(answer);
    expect(again.body.position).not.toBe(earlier);
    expect((await api.get(`/v1/employees/${answer.id}?after=${again.body.position}`)).status).toBe(200);
    expect(await api.get(`/v1/employees/${answer.id}?after=${earlier}`)).toMatchObject({ status: 410, body: { code: 'foreign-position' } });
    await clerkOf(api).create('/v1/companies', company(numbers));
    await expectCleanStop(moved);

    // The old log must not be written to any more.
    const stale = serve(ledger.variables);
    expect((await stale.ended).code).toBe(2);
    expect(stale.stderr()).toMatch(/^sijil: the ledger lives on log \w+, and this is log \w+: [^\n]*sijil copy-log\n$/);

    expect(await copied(other.place.url, home)).toMatchObject({ resumedAfter: before.length, copied: 2 });
    const back = serve(ledger.variables);
    await clerkOf(await apiOf(back)).create('/v1/companies', company(numbers));
    await expectCleanStop(back);
    const events = await expectWholeLedger(ledger);
    expect(withoutPositions(events).slice(0, before.length + 2)).toEqual(await inOtherLog());
  });

  it('is copied to the end by the run after one that was killed, wherever that was', async () => {
    await writeAtHome(600);
    const whole = await atHome();
    const killedAt = async (step: string): Promise<number> => {
      const { signal, stdout } = await sijil(args(home, other.place.url), { ...ledger.variables, SIJIL_KILL_AT: `copy-log:${step}` });
      expect({ step, signal, stdout }).toEqual({ step, signal: 'SIGKILL', stdout: '' });
      const now = await inOtherLog();
      expect(now).toEqual(whole.slice(0, now.length));
      return now.length;
    };
    const begun = await killedAt('begun');
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(whole.length);
    // At some moment that nobody chose.
    const killed = start(args(home, other.place.url), ledger.variables);
    await Promise.race([pause(randomInt(4_000)), killed.ended]);
    await killed.stop('SIGKILL');
    const held = await inOtherLog();
    expect(held).toEqual(whole.slice(0, held.length));
    expect(await killedAt('compared')).toBe(held.length);
    for (const step of ['verified', 'moved']) expect(await killedAt(step)).toBe(whole.length);
    expect(await copied(home, other.place.url)).toMatchObject({ resumedAfter: whole.length, copied: 0 });
    const moved = serve(away());
    expect((await moved.ready).events).toBe(whole.length);
    await expectCleanStop(moved);
  });

  it('is refused in one line while a process works on it, and into a log that holds anything else', async () => {
    const refusal = async (from: string, to: string, variables: Variables = ledger.variables): Promise<string> => {
      const { code, stdout, stderr } = await sijil(args(from, to), variables);
      expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^sijil: [^\n]+\n$/);
      return stderr;
    };
    expect(await refusal(home, other.place.url)).toContain('the source is empty');
    await writeAtHome(1);
    // Where the log is makes no difference to a role's lock and a lease's session: the second direction is for the full counts.
    const held = PROVE || ledger.eventStore === undefined;
    for (const [roles, reason] of held ? heldBy : []) {
      // Alone it is never ready, for want of the other roles: it listens, and that is enough.
      const running = serve({ ...ledger.variables, SIJIL_ROLES: roles }, []);
      await running.says(/listening on/);
      expect(await refusal(home, other.place.url)).toMatch(reason);
      await expectCleanStop(running);
    }
    expect(await inOtherLog()).toEqual([]);

    const foreign = await ledgerOnDatabases('foreign');
    try {
      const program = serve({ ...foreign.variables, ...other.variables });
      await program.ready;
      await expectCleanStop(program);
    } finally {
      await foreign.remove();
    }
    const [first] = await eventsAt(other.place);
    if (first === undefined) throw new Error('the other ledger was not founded');
    expect(await refusal(home, other.place.url)).toContain(`the target holds ${eventName(first)} as event 1`);
  });
});
