import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grounds } from '../../domain/access/testing/grounds.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { idOf } from '../../projections/testing/given-events.js';
import { acceptedContract, indian, opened, registered, resident } from '../../projections/testing/market-events.js';
import { feedEvent } from '../feed/feed-event.js';
import { canaries, zarqaal } from '../testing/people.js';
import { openReadSide, type ReadSide } from '../testing/read-side.js';
import { plainly, telling } from '../testing/teller.js';
import { followOver } from '../testing/follow-over.js';

let side: ReadSide;
let address: string;

interface Line {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
}

function lines(body: string): readonly Line[] {
  return body
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

beforeAll(async () => {
  side = await openReadSide('feed');
  await side.tell(
    ...plainly({
      stream: streamOf('ledger', idOf('ledger')),
      type: 'LedgerFounded',
      data: { effectiveOn: '2020-01-01', ledgerId: idOf('ledger') },
    }),
    ...plainly(registered('acme'), opened('acme', 'acme main')),
    telling(resident('worker'), { employeeId: zarqaal }),
    ...plainly({
      stream: streamOf('claimOpenTransfer', idOf('worker')),
      type: 'ClaimTaken',
      data: {
        effectiveOn: '2026-01-01',
        holderCommandId: idOf('command'),
        holderStream: streamOf('transfer', idOf('transfer')),
        holderRevision: 0,
        takenAt: '2026-01-01T00:00:00.000Z',
      },
    }),
    ...plainly(...acceptedContract('contract', { company: 'acme', employee: 'worker' }, indian)),
  );
  address = await side.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await side.drop();
});

describe('the feed as JSON lines', () => {
  it('tells what happened in the order of the log, and where the reader stands', async () => {
    const answer = await side.get('/v1/feed');
    expect(answer.headers['content-type']).toMatch(/^application\/x-ndjson/);
    const told = lines(answer.body);
    expect(told.map(({ type }) => type)).toEqual([
      'LedgerFounded',
      'CompanyRegistered',
      'EstablishmentOpened',
      'ResidentRegistered',
      'ContractDrafted',
      'ContractSent',
      'ContractAccepted',
    ]);
    for (const line of told) expect(feedEvent.safeParse(line).error).toBeUndefined();
    expect(answer.headers['ledger-position']).toBe(await side.log.store.head());
  });

  it('goes on from where it was left, page by page', async () => {
    const read: string[] = [];
    let after = '';
    for (let full = true; full;) {
      const answer = await side.get(`/v1/feed?limit=2${after}`);
      const told = lines(answer.body);
      read.push(...told.map(({ id }) => id));
      after = `&after=${String(answer.headers['ledger-position'])}`;
      full = told.length === 2;
    }
    expect(read).toEqual(lines((await side.get('/v1/feed')).body).map(({ id }) => id));
    const empty = await side.get(`/v1/feed?${after}`);
    expect(empty.body).toBe('');
    expect(empty.headers['ledger-position']).toBe(await side.log.store.head());
  });

  it('tells only the kinds of records that were asked for, and never of claims', async () => {
    const told = lines((await side.get('/v1/feed?categories=employee,contract')).body);
    expect(told.map(({ stream }) => stream.split('-')[0])).toEqual(['employee', 'contract', 'contract', 'contract']);
    await side.tell(
      ...plainly({
        stream: streamOf('employee', idOf('forgotten')),
        type: 'SubjectKeyDestroyed',
        data: {
          effectiveOn: '2026-03-01',
          subjectId: idOf('forgotten'),
          reason: 'request',
          legalBasis: 'PDPL art. 18',
          method: 'key destruction',
        },
      }),
    );
    expect(lines((await side.get('/v1/feed?categories=visa')).body).map(({ type }) => type)).toEqual(['SubjectKeyDestroyed']);
    const claims = await side.get('/v1/feed?categories=claimOpenTransfer');
    expect(claims.statusCode).toBe(400);
    expect(claims.json()).toMatchObject({ errors: [{ pointer: '/query/categories' }] });
  });

  it('answers 410 for a position of another log, 400 for what is none', async () => {
    for (const accept of ['application/x-ndjson', 'text/event-stream']) {
      expect((await side.get('/v1/feed?after=other-log.0000000000000001', { headers: { accept } })).statusCode, accept).toBe(410);
      const beyond = `${side.log.store.logId}.${'9'.repeat(String(await side.log.store.head()).split('.')[1]?.length ?? 0)}`;
      expect((await side.get(`/v1/feed?after=${beyond}`, { headers: { accept } })).statusCode, accept).toBe(410);
      expect((await side.get('/v1/feed?after=now', { headers: { accept } })).statusCode, accept).toBe(400);
    }
    const malformed = await side.get('/v1/feed', { headers: { accept: 'text/event-stream', 'last-event-id': 'x' } });
    expect(malformed.statusCode).toBe(400);
    expect(malformed.json()).toMatchObject({ errors: [{ pointer: '/headers/last-event-id' }] });
  });
});

describe('the feed as an event stream', () => {
  const follow = async (headers: Readonly<Record<string, string>> = {}, query = '') =>
    followOver(`${address}/v1/feed${query}`, { authorization: `Bearer ${await side.token('regulator')}`, ...grounds, ...headers });

  it('tells the same as the lines, then what happens next', async () => {
    const told = lines((await side.get('/v1/feed')).body);
    const following = await follow();
    expect(following.headers['content-type']).toBe('text/event-stream');
    const blocks = await following.events(told.length);
    expect(blocks.map(({ data }) => JSON.parse(data) as unknown)).toEqual(told);
    expect(blocks.map(({ id, event }) => `${id} ${event}`)).toEqual(told.map(({ position, type }) => `${position} ${type}`));
    const position = await side.tell(...plainly(registered('later')));
    expect(await following.events(1)).toMatchObject([{ id: position, event: 'CompanyRegistered' }]);
    following.leave();
  });

  it('goes on behind Last-Event-ID, before `after`', async () => {
    const told = lines((await side.get('/v1/feed')).body);
    const third = told[2]?.position ?? '';
    const following = await follow({ 'last-event-id': third }, `?after=${told[0]?.position ?? ''}`);
    expect((await following.events(1)).map(({ id }) => id)).toEqual([told[3]?.position]);
    following.leave();
  });

  it('lets a follower who leaves go, and ends for all when the process stops', async () => {
    const staying = await follow();
    const leaving = await follow();
    await leaving.events(1);
    leaving.leave();
    await staying.events(1);
    side.close();
    await staying.end();
  });
});

describe('personal values', () => {
  it('are nowhere in the feed', async () => {
    const opened = await side.get(`/v1/employees/${idOf('worker')}`);
    const body = (await side.get('/v1/feed')).body;
    for (const canary of canaries) if (canary !== '2000000014') expect(opened.body).toContain(canary);
    for (const canary of canaries) expect(body).not.toContain(canary);
    expect(body).toContain(idOf('worker'));
    expect(body).not.toContain('"boxes"');
    expect(body).not.toContain('"sealed"');
  });
});
