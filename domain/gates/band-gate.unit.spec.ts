import { describe, expect, it } from 'vitest';
import { published, revised } from '../entity/testing/some-bands.js';
import { BANDS, type Band } from '../saudization/band.js';
import type { GatedService } from '../saudization/gate-rules.js';
import type { RuleSet } from '../saudization/rule-set.js';
import { noBand, type BandFact } from './band-fact.js';
import { askGate, askLeaving } from './band-gate.js';
import { gated, overdue, standing, told } from './testing/told-band.js';

const code = (service: GatedService, fact: BandFact): string | null => askGate('visa', service, fact).fault?.code ?? null;
const stream = `entity-${standing('RED').entityId}`;
const rules = [{ rule: 'nitaqat-2026', version: '1' }];

// Which bands pass, as domain.md §1.4 has it; the last column of the table names the side of a conflict.
const table: readonly [GatedService, Partial<RuleSet['lowGreen']>, readonly Band[]][] = [
  ['issuePermit', {}, ['MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['issuePermit', { renewPermit: true, receiveTransfer: true, establishmentVisas: true }, ['MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['renewPermit', { renewPermit: true }, ['LOW_GREEN', 'MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['renewPermit', { renewPermit: false }, ['MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['expansionVisas', { establishmentVisas: true }, ['MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['establishmentVisas', { establishmentVisas: true }, ['LOW_GREEN', 'MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['establishmentVisas', { establishmentVisas: false }, ['MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['receiveTransfer', { receiveTransfer: true }, ['LOW_GREEN', 'MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['receiveTransfer', { receiveTransfer: false }, ['MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
  ['openEstablishment', {}, ['LOW_GREEN', 'MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM']],
];

describe('a gate', () => {
  it.each(table)('%s with LOW_GREEN as %o passes %o and nobody else', (service, lowGreen, passing) => {
    const passed = BANDS.filter((band) => code(service, standing(band, 1, gated(lowGreen))) === null);
    expect(passed).toEqual(passing);
    for (const band of BANDS.filter((one) => !passing.includes(one))) expect(code(service, standing(band, 1, gated(lowGreen)))).toBe('visa.band-too-low');
  });

  it('names the event that told the band, and the rule set', () => {
    // The revision is of the week before, and was told after the publication that holds.
    const fact = told([published('2026-05-02', 'RED'), published('2026-05-09', 'PLATINUM'), revised('2026-05-02', '2026-05-02', 'LOW_GREEN')], '2026-05-16');
    expect(askGate('visa', 'expansionVisas', fact)).toEqual({ fault: null, rules, unknown: [], records: [{ stream, revision: 1 }] });
    expect(askGate('visa', 'expansionVisas', { ...fact, week: fact.spans[0]?.week ?? fact.week })).toMatchObject({ records: [{ stream, revision: 2 }] });
  });

  it('stands open and says so before a week is over, and for whom no week rates', () => {
    expect(askGate('visa', 'expansionVisas', noBand)).toEqual({ fault: null, rules: [], unknown: ['nitaqat-band'], records: [] });
    expect(askGate('visa', 'expansionVisas', told([], '2026-05-02'))).toEqual({ fault: null, rules, unknown: ['nitaqat-band'], records: [{ stream, revision: -1 }] });
    expect(askGate('visa', 'expansionVisas', standing('NOT_RATED'))).toMatchObject({ fault: null, unknown: ['nitaqat-band'], records: [{ stream, revision: 0 }] });
  });

  it('decides nothing while the week is not closed', () => {
    expect(askGate('visa', 'expansionVisas', overdue).fault).toMatchObject({ code: 'saudization.week-not-closed', retryAfter: 5 });
  });

  it('refuses with rule, version, band and distance, and points where it is told to', () => {
    // 125 of 400 are 31.25 %, and MEDIUM_GREEN begins at 33.07 % there. With eleven more it is 136/411 = 33.09 %, where it begins at 33.13 %;
    // with twelve 137/412 = 33.25 %.
    const low = told([published('2026-05-02', 'LOW_GREEN', { saudis: 125, expats: 275, ratio: 31.25 })], '2026-05-09');
    const { fault } = askGate('work-permit', 'issuePermit', low, '/establishmentId');
    expect(fault).toMatchObject({
      code: 'work-permit.band-too-low',
      rule: { rule: 'nitaqat-2026', version: '1' },
      pointer: '/establishmentId',
      members: { band: 'LOW_GREEN', bandNeeded: 'MEDIUM_GREEN', week: '2026-05-09', distance: { heads: 12 } },
    });
    expect((fault?.members?.['distance'] as { readonly ratio: number }).ratio).toBeCloseTo(33.07 - 31.25, 2);
  });
});

describe('who receives a transfer', () => {
  const receive = (fact: BandFact): string | null => code('receiveTransfer', fact);
  const upTo = (week: string, ...events: Parameters<typeof told>[0][number][]) => receive(told(events, week));

  it.each<[string, string | null, () => string | null]>([
    ['thirteen weeks on end are enough', null, () => upTo('2026-09-05', published('2026-05-02', 'RED'), published('2026-06-13', 'MEDIUM_GREEN'))],
    ['twelve are not', 'visa.band-not-held', () => upTo('2026-08-29', published('2026-05-02', 'RED'), published('2026-06-13', 'MEDIUM_GREEN'))],
    ['the band is needed now', 'visa.band-too-low', () => upTo('2026-09-05', published('2026-05-02', 'PLATINUM'), published('2026-09-05', 'LOW_GREEN'))],
    // Green from May to October: 26 weeks; red for four; green again in one.
    ['26 of 52 are enough', null, () => upTo('2026-11-21', published('2026-05-02', 'HIGH_GREEN'), published('2026-10-24', 'RED'), published('2026-11-21', 'HIGH_GREEN'))],
    ['25 of 52 are not', 'visa.band-not-held', () => upTo('2026-11-14', published('2026-05-02', 'HIGH_GREEN'), published('2026-10-17', 'RED'), published('2026-11-14', 'HIGH_GREEN'))],
    ['a revised week counts as it was told last', 'visa.band-not-held', () => upTo('2026-08-08', published('2026-05-02', 'MEDIUM_GREEN'), revised('2026-06-06', '2026-06-06', 'LOW_GREEN'))],
    ['a week without a band breaks what follows on end', 'visa.band-not-held', () => upTo('2026-08-08', published('2026-05-02', 'MEDIUM_GREEN'), revised('2026-06-06', '2026-06-06', 'NOT_RATED'))],
    ['fewer weeks than thirteen: all there are', null, () => upTo('2026-05-16', published('2026-05-02', 'MEDIUM_GREEN'))],
    ['and not one without the band', 'visa.band-not-held', () => upTo('2026-05-16', published('2026-05-02', 'LOW_GREEN'), published('2026-05-09', 'MEDIUM_GREEN'))],
  ])('%s', (_what, expected, asked) => expect(asked()).toBe(expected));

  it('must have thirteen weeks where the rule set says so', () => {
    const strict = gated({}, { held: { onEnd: 13, of: { weeks: 26, within: 52 }, shortHistory: 'refused' } });
    expect([12, 13].map((weeks) => receive(standing('MEDIUM_GREEN', weeks, strict)))).toEqual(['visa.band-not-held', null]);
  });

  it('hears how long the band was held', () => {
    const { fault } = askGate('transfer', 'receiveTransfer', told([published('2026-05-02', 'RED'), published('2026-08-22', 'MEDIUM_GREEN')], '2026-09-05'));
    expect(fault).toMatchObject({ code: 'transfer.band-not-held', members: { band: 'MEDIUM_GREEN', weeksHeld: { onEnd: 3, within: 3 }, week: '2026-09-05' } });
  });
});

describe('who leaves without consent', () => {
  it('works for an employer in RED, where the rule set lets him', () => {
    expect(BANDS.filter((band) => askLeaving(standing(band)).leaves)).toEqual(['RED']);
    expect(BANDS.filter((band) => askLeaving(standing(band, 1, gated({}, { leaveWithoutConsent: null }))).leaves)).toEqual([]);
    expect(askLeaving(standing('RED'))).toMatchObject({ fault: null, rules, records: [{ stream, revision: 0 }] });
  });

  it('is nobody where no band is known, and cannot be told while a week is overdue', () => {
    for (const fact of [noBand, standing('NOT_RATED')]) expect(askLeaving(fact)).toMatchObject({ leaves: false, fault: null, unknown: ['current-employer-band'] });
    expect(askLeaving(overdue)).toMatchObject({ leaves: false, fault: { code: 'saudization.week-not-closed' } });
  });
});
