import { describe, expect, it } from 'vitest';
import type { Accreditation } from '../employee/state.js';
import type { Worker } from '../saudization/worker.js';
import { toIsoDate as day } from '../standards/calendar.js';
import type { PlacedWorker } from './entity-facts.js';
import type { EstablishmentFacts } from './establishment-facts.js';
import { quotaEstablishments, quotaWorkers } from './quota-facts.js';

const on = day('2026-05-01');
const working = (ref: string, more: Partial<Worker> = {}, establishmentId = 'main'): PlacedWorker => ({
  establishmentId,
  worker: {
    ref,
    nationality: 'SAU',
    categories: [],
    wage: 6_000,
    hours: null,
    region: 'SA-01',
    authenticatedFrom: day('2026-01-01'),
    insuredFrom: day('2026-01-01'),
    from: day('2026-01-01'),
    to: null,
    occupation: '241101',
    ...more,
  },
});
const accredited = (validFrom: string, validTo: string | null, educationLevel: number | null = null): Accreditation => ({ body: 'SOCPA', validFrom: day(validFrom), validTo: validTo === null ? null : day(validTo), educationLevel });
const found = (placed: readonly PlacedWorker[], held: readonly Accreditation[] = []) => quotaWorkers(placed, new Map([['he', held]]), on);

describe('whom quotas look at', () => {
  it.each<[string, readonly PlacedWorker[], readonly string[]]>([
    ['who works that day', [working('he'), working('she', { to: day('2026-04-30') }), working('it', { from: day('2026-05-02') })], ['he main']],
    ['who has a contract: without one no occupation is known', [working('he'), { establishmentId: 'main', worker: withoutContract() }], ['he main']],
    ['each once a place', [working('he'), working('he'), working('he', {}, 'branch')], ['he main', 'he branch']],
  ])('%s', (_what, placed, expected) => expect(found(placed).map(({ ref, establishment }) => `${ref} ${establishment}`)).toEqual(expected));

  it.each<[string, Partial<Worker>, number]>([
    ['the wage that he is insured with', {}, 6_000],
    ['none where he is not insured', { insuredFrom: null }, 0],
    ['none before his insurance', { insuredFrom: day('2026-05-02') }, 0],
  ])('have %s', (_what, more, wage) => expect(found([working('he', more)])[0]?.wage).toBe(wage));

  it.each<[string, readonly Accreditation[], readonly string[], string | null]>([
    ['on its first and last day', [accredited('2026-05-01', '2026-05-01', 6)], ['SOCPA'], 'bachelor'],
    ['until further notice', [accredited('2025-01-01', null)], ['SOCPA'], null],
    ['not the day after', [accredited('2025-01-01', '2026-04-30', 6)], [], null],
    ['with less than a bachelor’s degree', [accredited('2025-01-01', null, 5)], ['SOCPA'], 'diploma'],
    ['by the highest level of those that are valid', [accredited('2025-01-01', null, 4), { ...accredited('2025-01-01', null, 8), body: 'SCE' }], ['SOCPA', 'SCE'], 'bachelor'],
  ])('are accredited %s', (_what, held, bodies, qualification) => expect(found([working('he')], held)[0]).toMatchObject({ accreditations: bodies, qualification }));
});

describe('where quotas look', () => {
  it('is at establishments that are open in the activity that day, under their ISIC activity of that day', () => {
    const place = (more: Partial<EstablishmentFacts> = {}): EstablishmentFacts => ({
      companyId: 'company',
      ownerId: 'owner',
      main: true,
      region: 'SA-01',
      openedOn: day('2025-01-01'),
      closedOn: null,
      activities: [{ from: day('2025-01-01'), activity: '450', isic: '4100' }],
      ...more,
    });
    const moved = [...place().activities, { from: on, activity: '496', isic: '8610' }];
    const all = new Map([['a', place()], ['closed', place({ closedOn: day('2026-04-30') })], ['moved', place({ activities: moved })]]);
    expect(quotaEstablishments(all, '450', on)).toEqual([{ id: 'a', isic: '4100' }]);
    expect(quotaEstablishments(all, '496', on)).toEqual([{ id: 'moved', isic: '8610' }]);
    expect(quotaEstablishments(all, '450', day('2026-04-30'))).toEqual([{ id: 'a', isic: '4100' }, { id: 'closed', isic: '4100' }, { id: 'moved', isic: '4100' }]);
  });
});

function withoutContract(): Worker {
  const { occupation: _none, ...worker } = working('she').worker;
  return worker;
}
