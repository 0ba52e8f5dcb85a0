import { afterAll, beforeAll, expect, it } from 'vitest';
import { entityIdOf, ownerIdOf } from '../../../domain/entity/entity-id.js';
import { saying } from '../../../domain/entity/testing/some-bands.js';
import { streamOf } from '../../../domain/ledger/stream-name.js';
import { acceptedContract, citizen, day, indian, opened, registered, resident, saudi } from '../../../projections/testing/market-events.js';
import { idOf } from '../../../projections/testing/given-events.js';
import { personNamed } from '../../../queries/testing/people.js';
import { openReadSide, type ReadSide } from '../../../queries/testing/read-side.js';
import { plainly, telling } from '../../../queries/testing/teller.js';
import { explainEntity, namedEntity, requireOwnLog, tellEntity, type TellParts } from './tell-entity.js';

const ownerId = ownerIdOf({ kind: 'legal', unifiedNumber: '7000000019', name: { ar: null, en: 'Holding' } });
const entityId = entityIdOf(ownerId, '450');

let side: ReadSide;
let parts: TellParts;
let beforeBand: string;
beforeAll(async () => {
  side = await openReadSide('entity at the terminal', { now: '2026-05-20T09:00:00Z' });
  parts = { pool: side.log.pool, store: side.log.store, registry: side.registry, vault: side.vault };
  beforeBand = await side.tell(
    ...plainly(registered('acme'), opened('acme', 'acme main')),
    telling(citizen('native'), { employeeId: { ...personNamed('Native'), disability: true, ableToWork: true } }),
    telling(resident('worker'), { employeeId: personNamed('Worker') }),
    ...plainly(
      ...acceptedContract('native works', { company: 'acme', employee: 'native' }, saudi),
      ...acceptedContract('worker works', { company: 'acme', employee: 'worker' }, indian),
    ),
  );
  const band = { effectiveOn: day('2026-05-02'), entityId, ownerId, activity: '450', week: day('2026-05-02'), ...saying('LOW_GREEN', { curve: '450' }) } as const;
  await side.tell(
    ...plainly({ stream: streamOf('entity', entityId), type: 'BandPublished', data: band }),
    telling(citizen('second'), { employeeId: personNamed('Second') }),
    ...plainly(...acceptedContract('second works', { company: 'acme', employee: 'second' }, saudi)),
  );
  await side.settle();
});
afterAll(() => side.drop());

it('an entity is found by id, stream or path; nothing else is one', async () => {
  for (const name of [entityId, `entity-${entityId}`, `entities/${entityId}`, `/v1/entities/${entityId}/saudization`]) {
    expect(await namedEntity(parts, name)).toEqual({ entityId, ownerId, activity: '450' });
  }
  for (const name of ['acme', idOf('nothing'), `company-${entityId}`]) await expect(namedEntity(parts, name)).rejects.toThrow('there is no such entity');
});

it('the command line tells the band that the API tells', async () => {
  const place = await namedEntity(parts, entityId);
  const told = await tellEntity(parts, place, day('2026-05-20'));
  const { position: _position, ...answer } = (await side.get(`/v1/entities/${entityId}/saudization?asOf=2026-05-20`)).json<Record<string, unknown>>();
  expect(told).toEqual(answer);
  expect(await tellEntity(parts, place, day('2026-04-30'))).toMatchObject({ band: 'NOT_RATED', reason: 'before-the-rules', basis: null });
});

it('its explanation names no sealed category of anybody, and sums them up', async () => {
  const ground = await explainEntity(parts, await namedEntity(parts, entityId), day('2026-05-20'));
  // No cap has room for a tenth of one head: she counts as one.
  expect(ground).toMatchObject({ entityId, x: 3, saudis: 2, expats: 1, band: 'LOW_GREEN', method: { reason: 'small' }, today: { special: null } });
  expect(JSON.stringify(ground)).not.toContain('disabled');
  expect(JSON.stringify(ground)).toContain(idOf('native'));
  expect(await explainEntity(parts, await namedEntity(parts, entityId), day('2019-01-01'))).toBeUndefined();
});

it('it tells both as they were known, and takes no position of another log', async () => {
  const place = await namedEntity(parts, entityId);
  expect(await tellEntity(parts, place, day('2026-05-20'), beforeBand)).toMatchObject({ band: 'NOT_RATED', reason: 'not-published', basis: null });
  expect(await explainEntity(parts, place, day('2026-05-20'), beforeBand)).toMatchObject({ x: 2, saudis: 1 });
  expect(() => requireOwnLog(parts, beforeBand)).not.toThrow();
  expect(() => requireOwnLog(parts, 'other-log.0000000000000001')).toThrow('--known-at');
});
