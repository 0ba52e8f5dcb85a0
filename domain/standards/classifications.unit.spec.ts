import { describe, expect, it } from 'vitest';
import { isicClassTitle, isicCode, isicSection, isicSectionTitle } from './activity.js';
import { countryRows } from './countries.js';
import { isicClassRows, isicSectionRows } from './isic-classes.js';
import { alpha2Of, countryName, isGcc, isSaudi, nationalityCode } from './nationality.js';
import { nitaqatActivities, nitaqatActivityCode, nitaqatActivityCodes } from './nitaqat-activity.js';
import { occupationUnitRows } from './occupation-units.js';
import { majorGroup, majorGroups, occupationCode, unitGroup, unitGroupTitle } from './occupation.js';
import { regionCode, regionCodes, regions } from './regions.js';

const distinct = (values: readonly string[]): number => new Set(values).size;

describe('nationality', () => {
  it('knows the 249 countries of ISO 3166-1, each once, both codes well formed', () => {
    expect(countryRows).toHaveLength(249);
    expect(distinct(countryRows.map((row) => row[0]))).toBe(249);
    expect(distinct(countryRows.map((row) => row[1]))).toBe(249);
    expect(countryRows.every(([alpha3, alpha2, en, ar]) => /^[A-Z]{3}$/.test(alpha3) && /^[A-Z]{2}$/.test(alpha2) && en !== '' && /\p{Script=Arabic}/u.test(ar))).toBe(true);
  });
  it('accepts codes only', () => {
    expect(nationalityCode.parse('IND')).toBe('IND');
    for (const text of ['SA', 'sau', 'XXX', 'KSA', '']) expect(nationalityCode.safeParse(text).success).toBe(false);
  });
  it('knows the Gulf states', () => {
    expect(countryRows.map((row) => row[0]).filter(isGcc)).toEqual(['ARE', 'BHR', 'KWT', 'OMN', 'QAT', 'SAU']);
    expect([isSaudi('SAU'), isSaudi('ARE')]).toEqual([true, false]);
  });
  it('names countries', () => {
    expect([countryName('SAU', 'ar'), countryName('EGY', 'en'), countryName('XXX', 'en')]).toEqual(['المملكة العربية السعودية', 'Egypt', 'XXX']);
    expect([alpha2Of('PHL'), alpha2Of('XXX')]).toEqual(['PH', null]);
  });
});

describe('regions', () => {
  it('are thirteen, and SA-13 is none of them', () => {
    expect(regionCodes).toHaveLength(13);
    expect(regionCode.safeParse('SA-13').success).toBe(false);
    expect(regionCode.parse('SA-14')).toBe('SA-14');
    expect(regions['SA-01'].ar).toBe('الرياض');
  });
});

describe('occupation', () => {
  it('knows the 436 unit groups of ISCO-08, in order, under ten major groups', () => {
    const codes = occupationUnitRows.map((row) => row[0]);
    expect(distinct(codes)).toBe(436);
    expect([...codes].sort()).toEqual(codes);
    expect(distinct(codes.map(majorGroup))).toBe(Object.keys(majorGroups).length);
  });
  it.each(['121101', '121314', '214201', '214401', '226101', '226201', '241101', '241102', '242108', '243109', '243110', '332201', '431101', '2142', '0110'])('accepts %s', (code) => {
    expect(occupationCode.parse(code)).toBe(code);
    expect(unitGroupTitle(code)).not.toBeNull();
  });
  it.each(['21', '214', '21420', '2142011', '999999', '9999', '21a2', ''])('refuses %j', (code) => {
    expect(occupationCode.safeParse(code).success).toBe(false);
  });
  it('reads Arabic digits and gives the groups', () => {
    expect(occupationCode.parse('٢١٤٢٠١')).toBe('214201');
    expect([majorGroup('214201'), unitGroup('214201'), unitGroupTitle('214201')]).toEqual(['2', '2142', 'Civil engineers']);
    expect(() => majorGroup('x')).toThrow(RangeError);
  });
});

describe('activity', () => {
  it('knows the 419 classes of ISIC Rev. 4 under 21 sections', () => {
    expect(distinct(isicClassRows.map((row) => row[0]))).toBe(419);
    expect(distinct(isicClassRows.map((row) => row[1]))).toBe(21);
    expect(isicClassRows.every((row) => isicSectionRows.some(([section]) => section === row[1]))).toBe(true);
  });
  it.each(['861011', '477211', '862063', '862040', '4100', '0111'])('accepts %s', (code) => {
    expect(isicCode.parse(code)).toBe(code);
  });
  it.each(['Q', '86', '861', '86101', '9999', '000000', ''])('refuses %j', (code) => {
    expect(isicCode.safeParse(code).success).toBe(false);
  });
  it('gives section and titles', () => {
    expect([isicSection('861011'), isicClassTitle('861011', 'en'), isicSectionTitle('F', 'ar'), isicSection('9999'), isicClassTitle('9999', 'ar'), isicSectionTitle('Z', 'en')]).toEqual(['Q', 'Hospital activities', 'التشييد', null, null, null]);
  });
});

describe('Nitaqat activities', () => {
  it('are 41 with keys of their own', () => {
    expect(nitaqatActivityCodes).toHaveLength(41);
    expect(distinct(Object.values(nitaqatActivities).map((activity) => activity.key))).toBe(41);
    expect(nitaqatActivityCode.parse('430')).toBe('430');
    expect(nitaqatActivityCode.safeParse('431').success).toBe(false);
  });
});
