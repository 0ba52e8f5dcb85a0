import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { expat, worker } from './testing/some-workers.js';
import type { Worker } from './worker.js';
import { classOf, classSpans } from './worker-class.js';

const day = toIsoDate('2026-10-31');
const counted = (more: Partial<Worker>, activity = '430') => {
  const { rule, side, weight } = classOf(rules, activity, worker('w', more), day);
  return `${rule} ${side} ${weight}`;
};

describe('a Saudi counts', () => {
  it.each<[string, Partial<Worker>, string, string?]>([
    ['whole from SAR 4,000', { wage: 4_000 }, 'saudi saudi 1'],
    ['half from SAR 3,000', { wage: 3_999.99 }, 'saudi saudi 0.5'],
    ['with nothing below', { wage: 2_999 }, 'saudi saudi 0'],
    ['four times with a disability, from SAR 4,000', { categories: ['disabled'] }, 'disabled saudi 4'],
    ['by wage with a disability below that', { categories: ['disabled'], wage: 3_500 }, 'saudi saudi 0.5'],
    ['twice after prison', { categories: ['released-prisoner'], wage: 1_500 }, 'released-prisoner saudi 2'],
    ['one and a quarter as a social-investment beneficiary', { categories: ['social-investment'] }, 'social-investment saudi 1.25'],
    ['half as a student, from SAR 2,000', { categories: ['student'], wage: 2_000 }, 'student saudi 0.5'],
    ['with nothing as a student below that', { categories: ['student'], wage: 1_999 }, 'student saudi 0'],
    ['half in part-time work, from SAR 3,000', { categories: ['part-time'], wage: 3_000 }, 'part-time saudi 0.5'],
    ['with nothing in part-time work below that', { categories: ['part-time'], wage: 2_999 }, 'part-time saudi 0'],
    ['by the hour in flexible work: 160 hours are one', { categories: ['flexible'], hours: 40, wage: 0 }, 'flexible saudi 0.25'],
    ['by wage when working remotely', { categories: ['remote'], wage: 3_000 }, 'remote saudi 0.5'],
    ['half as an Ajeer guard from SAR 4,500', { categories: ['ajeer-guard'], wage: 4_500 }, 'ajeer-guard saudi 0.5', '477'],
    ['whole as an Ajeer guard from SAR 5,500', { categories: ['ajeer-guard'], wage: 5_500 }, 'ajeer-guard saudi 1', '477'],
    ['by wage as a guard in another activity', { categories: ['ajeer-guard'], wage: 4_500 }, 'saudi saudi 1', '430'],
    ['whole as the owner', { categories: ['owner'], wage: 0 }, 'owner saudi 1'],
    ['whole through outsourcing', { categories: ['outsourced'] }, 'outsourced saudi 1'],
    ['by the form of work before anything else', { categories: ['disabled', 'part-time'] }, 'part-time saudi 0.5'],
    ['with nothing without an authenticated contract', { authenticatedFrom: null }, 'gated-out nobody 0'],
    ['with nothing without insurance', { insuredFrom: null }, 'gated-out nobody 0'],
  ])('%s', (_what, more, expected, activity) => expect(counted(more, activity)).toBe(expected));
});

describe('another counts', () => {
  it.each<[string, Partial<Worker>, string]>([
    ['as an expatriate', expat, 'expat expat 1'],
    ['as an expatriate, insured or not', { ...expat, insuredFrom: null, authenticatedFrom: null }, 'expat expat 1'],
    ['not at all as a dependant spouse', { ...expat, categories: ['dependant-spouse'] }, 'dependant-spouse expat 0'],
    ['as a Saudi, being an athlete', { ...expat, categories: ['athlete'] }, 'athlete saudi 1'],
    ['as a Saudi, being a Saudi woman’s child', { ...expat, categories: ['child-of-saudi-woman'] }, 'child-of-saudi-woman saudi 1'],
    ['as a Saudi, being a national of a Gulf state', { nationality: 'ARE' }, 'gcc saudi 1'],
    ['as one in Makkah, being Burmese', { nationality: 'MMR', region: 'SA-02' }, 'burmese saudi 1'],
    ['as nobody elsewhere, being Burmese', { nationality: 'MMR', region: 'SA-01' }, 'burmese nobody 0'],
    ['a quarter, being Palestinian', { nationality: 'PSE' }, 'palestinian expat 0.25'],
    ['as an expatriate: what is for Saudis is not his', { ...expat, categories: ['disabled', 'student'] }, 'expat expat 1'],
  ])('%s', (_what, more, expected) => expect(counted(more)).toBe(expected));
});

describe('over time', () => {
  it.each([
    ['2026-05-20', '2026-06-01'],
    ['2026-06-01', '2026-05-20'],
  ])('the gate stands from its day on, and opens on the day of the later of the two (%s, %s)', (authenticated, insured) => {
    const spans = classSpans(rules, '430', worker('w', { from: toIsoDate('2026-01-01'), authenticatedFrom: toIsoDate(authenticated), insuredFrom: toIsoDate(insured) }));
    expect(spans.map((span) => [span.from, span.class.rule])).toEqual([
      ['2026-01-01', 'saudi'],
      ['2026-04-15', 'gated-out'],
      ['2026-06-01', 'saudi'],
    ]);
  });

  it('who counts at another employer for a time counts here outside it', () => {
    const elsewhere = [{ from: toIsoDate('2026-05-01'), to: toIsoDate('2026-05-31') }, { from: toIsoDate('2026-07-01'), to: null }];
    const spans = classSpans(rules, '430', worker('w', { elsewhere }));
    expect(spans.map((span) => [span.from, span.class.rule])).toEqual([
      ['2025-01-01', 'saudi'],
      ['2026-05-01', 'counted-elsewhere'],
      ['2026-06-01', 'saudi'],
      ['2026-07-01', 'counted-elsewhere'],
    ]);
  });

  it('a trainee is one for 24 months', () => {
    const spans = classSpans(rules, '430', worker('w', { categories: ['trainee'], wage: 2_500, from: toIsoDate('2025-02-28') }));
    expect(spans.map((span) => [span.from, span.class.rule, span.class.weight])).toEqual([
      ['2025-02-28', 'trainee', 1],
      ['2027-02-28', 'saudi', 0],
    ]);
  });
});
