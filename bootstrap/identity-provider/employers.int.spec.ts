import { afterAll, beforeAll, expect, it } from 'vitest';
import { idOf } from '../../projections/testing/given-events.js';
import { companyEvent, day, registered } from '../../projections/testing/market-events.js';
import { createBoxOpener } from '../../queries/personal/box-opener.js';
import { openReadSide, today, type ReadSide } from '../../queries/testing/read-side.js';
import { plainly, telling, type Told } from '../../queries/testing/teller.js';
import { employersOf } from './employers.js';
import type { People } from './people.js';

let side: ReadSide;
let people: People;

type Values = Parameters<typeof telling>[1][string];
const appointed = (company: string, person: string, values: Values, from = '2025-01-01', to: string | null = null): Told =>
  telling(
    companyEvent(company, 'AuthorisedPersonAppointed', {
      effectiveOn: day(from),
      personId: idOf(person),
      employeeId: null,
      scopes: ['everything'],
      from: day(from),
      to: to === null ? null : day(to),
    }),
    { personId: values },
  );
const named = (first: string, scheme: string, value: string): Values => ({ name: { ar: null, en: { first, family: 'Signatory' } }, identifiers: [{ scheme, value }] });

beforeAll(async () => {
  side = await openReadSide('employers');
  people = employersOf({ db: side.log.pool, open: createBoxOpener({ vault: side.vault, registry: side.registry }), today: () => today });
  await side.tell(
    ...plainly(registered('acme'), registered('beta')),
    appointed('acme', 'amal', named('Amal', 'national-id', '1000000024'), '2024-03-01'),
    appointed('beta', 'amal', named('Amal', 'national-id', '1000000024')),
    appointed('beta', 'ravi', named('Ravi', 'iqama', '2000000006')),
    appointed('acme', 'former', named('Former', 'national-id', '1000000008'), '2024-01-01', '2025-01-01'),
    appointed('acme', 'future', named('Future', 'national-id', '1000000008'), '2027-01-01'),
    appointed('acme', 'removed', named('Removed', 'national-id', '1000000008')),
    ...plainly(companyEvent('acme', 'AuthorisedPersonRemoved', { effectiveOn: day(today), personId: idOf('removed') })),
    appointed('acme', 'traveller', named('Traveller', 'passport', 'A1234567')),
    appointed('acme', 'forgotten', named('Forgotten', 'national-id', '1000000008')),
  );
  await side.vault.destroy(idOf('forgotten'), { reason: 'request', legalBasis: 'PDPL 18', method: 'key', at: '2026-01-01T00:00:00.000Z' });
  await side.settle();
});
afterAll(() => side.drop());

it('who can be chosen is authorised today, known by a number, and not forgotten; whoever was so first stands first', async () => {
  const listed = await people.list();
  expect(listed.map(({ name, companies, nationalNumber }) => ({ name: name.en, companies: companies.length, nationalNumber }))).toEqual([
    { name: 'Amal Signatory', companies: 2, nationalNumber: '1000000024' },
    { name: 'Ravi Signatory', companies: 1, nationalNumber: '2000000006' },
  ]);
  for (const person of listed) {
    expect(await people.find(person.accountId)).toEqual(person);
    expect(person).toMatchObject({ role: 'employer', synthetic: false });
  }
});

it.each(['former', 'future', 'removed', 'traveller', 'forgotten', 'nobody'])('%s cannot be chosen by his id either', async (person) => {
  expect(await people.find(idOf(person))).toBeUndefined();
});

it('what is no id is nobody', async () => {
  for (const text of ['', 'amal', "' or true --", `${idOf('amal')} `]) expect(await people.find(text)).toBeUndefined();
});
