import { describe, expect, it } from 'vitest';
import { isOccupationCode } from '../../../domain/standards/occupation.js';
import { isIsicCode, isicSection } from '../../../domain/standards/activity.js';
import { fittedMarket } from './fitted.js';
import { sections } from './margins/activity-by-side.js';
import { expatOccupation, majors } from './margins/occupation.js';
import { activities } from './margins/nitaqat-activities.js';
import { regionShares } from './margins/region.js';
import { sharesOf } from './margins/published.js';
import { expatSex, saudiSex } from './margins/sex.js';

const { majorEnds, women, menEnds, womenEnds, nationalities, units } = fittedMarket();

/** Shares from their running sums. */
const shares = (ends: ArrayLike<number>): number[] => Array.from(ends, (end, n) => end - (n === 0 ? 0 : (ends[n - 1] ?? 0)));

describe('the fitted tables', () => {
  it('keep the published occupations of those who are not Saudis over all sections', () => {
    const all = sections.reduce((sum, { expat }) => sum + expat, 0);
    const published = sharesOf(expatOccupation);
    majors.forEach((major, n) => {
      const found = sections.reduce((sum, { expat }, section) => sum + expat * (shares(majorEnds.expat[section] ?? [])[n] ?? 0), 0) / all;
      expect(found).toBeCloseTo(published[major], 4);
    });
  });

  it('keep the published shares of women on both sides', () => {
    for (const [side, margin] of [['saudi', saudiSex], ['expat', expatSex]] as const) {
      const all = sections.reduce((sum, row) => sum + row[side], 0);
      const found = sections.reduce((sum, row, section) => {
        const byMajor = shares(majorEnds[side][section] ?? []);
        return sum + row[side] * byMajor.reduce((part, share, major) => part + share * (women[side][section]?.[major] ?? 0), 0);
      }, 0);
      expect(found / all).toBeCloseTo(sharesOf(margin).female, 5);
    }
  });

  it('end with the whole, for every nationality and region', () => {
    for (const ends of [...menEnds, womenEnds]) expect(ends.at(-1)).toBeCloseTo(1, 9);
    expect(menEnds[0]).toHaveLength(nationalities.length);
    const { construction, others } = regionShares(0.25);
    for (const some of [construction, others]) expect(some.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(0.25 * (construction[0] ?? 0) + 0.75 * (others[0] ?? 0)).toBeCloseTo(0.44, 9);
  });

  it('name only occupations and activities that exist, each activity in its section', () => {
    for (const { codes } of units.flat()) for (const code of codes) expect([code, isOccupationCode(code)]).toEqual([code, true]);
    units.forEach((byMajor) => byMajor.forEach(({ codes }, major) => codes.forEach((code) => expect(code[0]).toBe(majors[major]))));
    for (const { isic } of activities) for (const code of isic) expect([code, isIsicCode(code)]).toEqual([code, true]);
    for (const { section } of sections) expect(activities.filter((row) => row.section === section).reduce((sum, { share }) => sum + share, 0)).toBe(100);
    const elsewhere = activities.flatMap(({ section, isic }) => isic.filter((code) => isicSection(code) !== section).map((code) => `${code} in ${section}`));
    expect(elsewhere).toEqual([]);
  });
});
