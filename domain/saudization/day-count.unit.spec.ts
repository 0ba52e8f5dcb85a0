import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { countDay, type ClassCount } from './day-count.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { expat, several, someWorkers, worker } from './testing/some-workers.js';
import { isWithin, type Worker } from './worker.js';
import { classOf, keyOf } from './worker-class.js';

const day = toIsoDate('2026-10-31');

function count(workers: readonly Worker[], { activity = '430', certificate = false } = {}) {
  const tally = new Map<string, ClassCount>();
  for (const one of workers.filter((worker) => isWithin(worker, day))) {
    const own = classOf(rules, activity, one, day);
    tally.set(keyOf(own), { class: own, count: (tally.get(keyOf(own))?.count ?? 0) + 1 });
  }
  return countDay(rules, activity, tally.values(), certificate);
}

const sides = (workers: readonly Worker[], more?: { activity?: string; certificate?: boolean }): [number, number] => {
  const { saudis, expats } = count(workers, more);
  return [saudis, expats];
};

const special = (category: Worker['categories'][number]) => ({ categories: [category] });

describe('caps, by hand', () => {
  it.each<[string, readonly Worker[], [number, number], { activity?: string; certificate?: boolean }?]>([
    ['24 + 4 disabled + 21 expatriates are 49: 20 % of 28 are 5, all four count four: 24 + 16', [...several(24, 's'), ...several(4, 'd', special('disabled')), ...several(21, 'x', expat)], [40, 21]],
    ['one Saudi more makes 50: without a certificate each counts one: 25 + 4', [...several(25, 's'), ...several(4, 'd', special('disabled')), ...several(21, 'x', expat)], [29, 21]],
    ['with one, 10 % of 29 are 2: 25 + 2 × 4 + 2 × 1', [...several(25, 's'), ...several(4, 'd', special('disabled')), ...several(21, 'x', expat)], [35, 21], { certificate: true }],
    ['10 % of 20 are 2 released prisoners: 17 + 2 × 2 + 1', [...several(17, 's'), ...several(3, 'p', special('released-prisoner'))], [22, 0]],
    ['20 % of 10 are 2 beneficiaries: 7 + 2 × 1.25 + 1', [...several(7, 's'), ...several(3, 'b', special('social-investment'))], [10.5, 0]],
    ['10 % of 20 are 2 students, the third is nobody: 17 + 2 × 0.5', [...several(17, 's'), ...several(3, 't', special('student'))], [18, 0]],
    ['in general retail 40 % of 10 are 4 students: 6 + 4 × 0.5', [...several(6, 's'), ...several(4, 't', special('student'))], [8, 0], { activity: '460' }],
    [
      '15 % of 40 are 6 disabled, prisoners and students together: the disabled lose first: 32 + 2 × 1 + 2 × 4 + 2 × 2 + 2 × 0.5',
      [...several(32, 's'), ...several(4, 'd', special('disabled')), ...several(2, 'p', special('released-prisoner')), ...several(2, 't', special('student'))],
      [32 + 2 * 4 + 2 * 1 + 2 * 2 + 2 * 0.5, 0],
    ],
    ['10 % of 20 are 2 children of Saudi women, the third is an expatriate: 20 + 2 | 1', [...several(20, 's'), ...several(3, 'c', { ...expat, ...special('child-of-saudi-woman') })], [22, 1]],
    ['10 % of 20 are 2 nationals of Gulf states, the third is nobody: 20 + 2', [...several(20, 's'), ...several(3, 'g', { nationality: 'KWT' })], [22, 0]],
    [
      '15 % of 20 are 3 who count as Saudis alike: 2 widows and 2 of displaced tribes: a widow loses first: 20 + 3 | 1',
      [...several(20, 's'), ...several(2, 'w', { ...expat, ...special('mother-or-widow-of-saudi') }), ...several(2, 'd', { ...expat, ...special('displaced-tribe') })],
      [23, 1],
    ],
    ['Palestinians count a quarter up to half of the workers: 2 + 6 are 8, 4 × 0.25 + 2 × 1', [...several(2, 's'), ...several(6, 'p', { nationality: 'PSE' })], [2, 3]],
    ['in general retail, where the joint cap is 40 %, 20 % of 10 are 2 disabled, the third counts one: 7 + 2 × 4 + 1', [...several(7, 's'), ...several(3, 'd', special('disabled'))], [16, 0], { activity: '460' }],
    ['the joint cap in general retail: 40 % of 20 are 8: 4 disabled, 2 prisoners and 3 students are 9, a disabled loses: 11 + 3 × 4 + 1 + 2 × 2 + 3 × 0.5', [...several(11, 's'), ...several(4, 'd', special('disabled')), ...several(2, 'p', special('released-prisoner')), ...several(3, 't', special('student'))], [11 + 3 * 4 + 1 + 2 * 2 + 3 * 0.5, 0], { activity: '460' }],
    ['10 % of 20 are 2 through outsourcing, the third is nobody: 17 + 2', [...several(17, 's'), ...several(3, 'o', special('outsourced'))], [19, 0]],
    ['10 % of 20 are 2 mothers or widows, the third is an expatriate: 20 + 2 | 1', [...several(20, 's'), ...several(3, 'w', { ...expat, ...special('mother-or-widow-of-saudi') })], [22, 1]],
    ['10 % of 20 are 2 of displaced tribes, the third is an expatriate: 20 + 2 | 1', [...several(20, 's'), ...several(3, 'd', { ...expat, ...special('displaced-tribe') })], [22, 1]],
    ['athletes have no cap: 2 + 8', [...several(2, 's'), ...several(8, 'a', { ...expat, ...special('athlete') })], [10, 0]],
    ['Burmese have no cap: 1 + 4 in Makkah, and 3 elsewhere are nobody', [...several(1, 's'), ...several(4, 'm', { nationality: 'MMR', region: 'SA-02' }), ...several(3, 'r', { nationality: 'MMR' })], [5, 0]],
    ['three flexible workers of 60, 50 and 50 hours are one', [60, 50, 50].map((hours, n) => worker(`f${n}`, { ...special('flexible'), hours })), [1, 0]],
  ])('%s', (_what, workers, expected, more) => expect(sides(workers, more)).toEqual(expected));

  it('Saudis behind the gate are no part of x, and nobody’s share', () => {
    const workers = [...several(20, 's'), ...several(10, 'g', { insuredFrom: null }), ...several(3, 'p', special('released-prisoner'))];
    expect(count(workers)).toMatchObject({ x: 23, saudis: 20 + 2 * 2 + 1 });
  });
});

describe('laws', () => {
  const ratio = ([saudis, expats]: [number, number]): number => (saudis + expats === 0 ? 0 : saudis / (saudis + expats));
  /** Numbers of heads that caps give room for, and whether a certificate is needed: where these stay, no cap's room moves. */
  const room = (workers: readonly Worker[]): string => {
    const { x, classes } = count(workers);
    const saudis = classes.reduce((total, one) => total + (one.class.saudiHead ? one.count : 0), 0);
    return [10, 15, 20, 40].map((percent) => Math.floor((percent * saudis) / 100 + 1e-6)).join() + `|${x < 50 ? 's' : 'l'}|${Math.floor(x / 2)}`;
  };

  it('a Saudi of full weight more never lowers the ratio, and an expatriate more never raises it, while no cap’s room moves', () => {
    fc.assert(
      fc.property(someWorkers(70), (workers) => {
        const more = [...workers, worker('new')];
        if (room(more) === room(workers)) expect(ratio(sides(more))).toBeGreaterThanOrEqual(ratio(sides(workers)) - 1e-12);
        const foreign = [...workers, worker('new', expat)];
        if (room(foreign) === room(workers)) expect(ratio(sides(foreign))).toBeLessThanOrEqual(ratio(sides(workers)) + 1e-12);
      }),
    );
  });

  it('both can be false where room moves: a Saudi more takes 65.6 % down to 58.0 %', () => {
    const workers = [...several(24, 's'), ...several(4, 'd', special('disabled')), ...several(21, 'x', expat)];
    expect([workers, [...workers, worker('new')]].map((some) => (100 * ratio(sides(some))).toFixed(1))).toEqual(['65.6', '58.0']);
  });

  it('the order of workers does not matter', () => {
    fc.assert(
      fc.property(someWorkers(60).chain((workers) => fc.tuple(fc.constant(workers), fc.shuffledSubarray([...workers], { minLength: workers.length }))), ([workers, shuffled]) => {
        expect(sides(shuffled)).toEqual(sides(workers));
      }),
    );
  });

  it('every class keeps its workers: within and beyond are all there are', () => {
    fc.assert(
      fc.property(someWorkers(60), (workers) => {
        const { classes } = count(workers);
        expect(classes.reduce((total, one) => total + one.count, 0)).toBe(workers.filter((one) => isWithin(one, day)).length);
        for (const one of classes) expect(one.within).toBeGreaterThanOrEqual(0);
        for (const one of classes) expect(one.within).toBeLessThanOrEqual(one.count);
      }),
    );
  });
});
