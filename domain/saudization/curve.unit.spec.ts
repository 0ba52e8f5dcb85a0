import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { bandAt, rate, thresholdsAt } from './curve.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { curves2026 } from './nitaqat-2026-curves.js';

const may = toIsoDate('2026-05-01');

describe('thresholds', () => {
  // Test vectors of the transcribed guide, c of 2026.
  it.each([
    ['430', 400, [25.15, 33.07, 36.43, 42.33]],
    ['450', 400, [11.95, 13.95, 17.5, 22.5]],
    ['480', 400, [65.58, 72.58, 77.58, 80.58]],
    ['460', 400, [38.05, 42.52, 46.41, 55.93]],
    ['469', 100, [36.85, 43.32, 53.42, 62.98]],
    ['471', 50, [16.59, 20.7, 23.69, 34.43]],
    ['101', 12, [16.53, 27.94, 39.35, 49.54]],
  ])('of activity %s at %d workers', (activity, x, expected) => {
    const found = thresholdsAt(rules, activity, may, x);
    expect(Object.values(found ?? {}).map((value) => Math.round(value * 100) / 100)).toEqual(expected);
  });

  it('are those of the official guide of 2023, with its c', () => {
    const c2023 = { LOW_GREEN: 12.08, MEDIUM_GREEN: 18.87, HIGH_GREEN: 22.47, PLATINUM: 28.37 };
    const curves = curves2026['430'];
    if (curves === undefined) throw new Error('activity 430 has no curve');
    const old = Object.fromEntries(Object.entries(curves).map(([band, { m }]) => [band, { m, c: [{ year: 2023, c: c2023[band as keyof typeof c2023] }] }]));
    const guide = { ...rules, curves: { '430': old as typeof curves } };
    const found = thresholdsAt(guide, '430', may, 400);
    expect(Object.values(found ?? {}).map((value) => value.toFixed(2))).toEqual(['22.15', '30.07', '34.93', '40.83']);
    expect(found === null ? null : bandAt(guide, found, 35)).toBe('HIGH_GREEN');
  });

  it('move with the calendar year, and stay as they are after 2028', () => {
    const at = (day: string): number | undefined => thresholdsAt(rules, '463', toIsoDate(day), 1)?.PLATINUM;
    expect([at('2026-12-31'), at('2027-01-01'), at('2028-01-01'), at('2031-06-01')]).toEqual([48.15, 50.15, 52.15, 52.15]);
    const later = { ...rules, curveYearBegins: '04-26' };
    expect(thresholdsAt(later, '463', toIsoDate('2027-04-25'), 1)?.PLATINUM).toBe(48.15);
    expect(thresholdsAt(later, '463', toIsoDate('2027-04-26'), 1)?.PLATINUM).toBe(50.15);
  });
});

describe('a band', () => {
  const judge = (activity: string, x: number, ratio: number, saudis = (ratio * x) / 100, day = may) => rate(rules, { activity, day, x, ratio, saudis });

  it('begins at its threshold', () => {
    const bands = [81.99, 82, 84.99, 85, 88.99, 89].map((ratio) => judge('462', 60, ratio).band);
    expect(bands).toEqual(['RED', 'LOW_GREEN', 'LOW_GREEN', 'MEDIUM_GREEN', 'MEDIUM_GREEN', 'HIGH_GREEN']);
  });

  it('of fewer than six workers is LOW_GREEN from one whole Saudi, else RED, whatever the ratio', () => {
    expect(judge('480', 5, 20, 1)).toEqual({ band: 'LOW_GREEN', thresholds: null });
    expect(judge('480', 5, 100, 5)).toEqual({ band: 'LOW_GREEN', thresholds: null });
    expect(judge('480', 5, 16, 0.5).band).toBe('RED');
    expect(judge('410', 6, 16, 1).band).not.toBe('RED');
    expect(judge('480', 6, 20, 1.2).band).toBe('RED');
  });

  it('of an entity whose owner has six or more comes from the curve', () => {
    expect(rate(rules, { activity: '101', day: may, x: 5, ratio: 10, saudis: 1, ownerTotal: 9 }).thresholds).not.toBeNull();
  });

  it('is none before the rules, without a curve, and without workers', () => {
    const none = [judge('430', 50, 30, 15, toIsoDate('2026-04-25')), judge('999', 50, 30), judge('430', 0, 0)];
    expect(none.map((one) => ('reason' in one ? one.reason : one.band))).toEqual(['before-the-rules', 'unknown-activity', 'no-workers']);
    expect(judge('430', 50, 30, 15, toIsoDate('2026-04-26')).band).not.toBe('NOT_RATED');
  });
});
