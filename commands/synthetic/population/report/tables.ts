// Law: every cell is set beside its published figure where there is one; a table says where that comes from, or that it is assumed.
import { BANDS } from '../../../../domain/saudization/band.js';
import { isicSectionTitle } from '../../../../domain/standards/activity.js';
import { countryName } from '../../../../domain/standards/nationality.js';
import { nitaqatActivities, nitaqatActivityCodes } from '../../../../domain/standards/nitaqat-activity.js';
import { majorGroups } from '../../../../domain/standards/occupation.js';
import { regionCodes, regions } from '../../../../domain/standards/regions.js';
import { activitySource, restSource, sections } from '../margins/activity-by-side.js';
import { ageBands, ageShares, ageSource } from '../margins/age.js';
import { employmentSource, hiringMonths } from '../margins/employment.js';
import { publishedNationalities } from '../margins/nationality.js';
import { LEGAL_EVERY, ownedBeside, ownershipSource } from '../margins/ownership.js';
import { expatOccupation, majors, profileSource } from '../margins/occupation.js';
import { sharesOf, type Source } from '../margins/published.js';
import { constructionRegions, regionSource, RIYADH_SHARE } from '../margins/region.js';
import { expatSex, saudiSex } from '../margins/sex.js';
import { sizeClasses, sizeSource } from '../margins/size-class.js';
import { SAUDI_ABOVE_20000, SAUDI_ABOVE_40000, SAUDI_AT_3000, SAUDI_AT_4000, SAUDI_MEAN, saudiWageSource } from '../margins/wage.js';
import { GUARDS_THROUGH_AJEER, OWNERS_AT_WORK, OWNERS_WORK_BELOW, weightingSource } from '../margins/weighting-fact.js';
import type { Counts } from './counts.js';
import type { MarketTally } from './tally.js';

/** A cell: generated beside published, in hundredths unless the table says otherwise; null: nothing is published. */
export interface Cell {
  readonly name: string;
  readonly generated: number;
  readonly published: number | null;
}

export interface ReportTable {
  readonly title: string;
  readonly source: Source;
  /** Which table binds where others say otherwise, or what is counted. */
  readonly note?: string;
  readonly unit: '%' | 'SAR' | 'count';
  readonly cells: readonly Cell[];
}

const weightingNote = `workers on the last day; beside them owners who work in their company: ${OWNERS_AT_WORK} of a hundred humans who own one of fewer than ${OWNERS_WORK_BELOW} workers. Guards came through Ajeer: ${GUARDS_THROUGH_AJEER} of a hundred Saudis of activity 477 who count by nothing else; athletes are all of that occupation who are no Saudis. Of a dependant spouse no record of the ledger tells`;

const hundredths = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
const title = (section: string): string => `${section} ${(isicSectionTitle(section, 'en') ?? '').split(/[;,]/)[0]}`;

/** The tables that have published figures. */
export function publishedTables(tally: MarketTally): readonly ReportTable[] {
  return [activityTable(tally, true), sexTable(tally), occupationTable(tally), sizeTable(tally), nationalityTable(tally), regionTable(tally), wageTable(tally)];
}

/** The tables for which nothing was found, and what is known of the histories. */
export function assumedTables(tally: MarketTally): readonly ReportTable[] {
  const stock = tally.stock();
  const saudis = tally.sex.of('saudi male') + tally.sex.of('saudi female');
  const expats = stock - saudis;
  return [
    activityTable(tally, false),
    shares('Saudis by occupation', profileSource, majors, (major) => tally.majors.of(`saudi ${major}`), (major) => `${major} ${majorGroups[major].en}`),
    shares('Skill level (resolution 4602, by major group alone)', { assumed: 'skill follows from the major group; wage thresholds and points are not public' }, tally.skills.keys, (skill) => tally.skills.of(skill)),
    ages(tally, 'saudi', saudis),
    ages(tally, 'expat', expats),
    shares('Contracts', employmentSource, tally.contracts.keys, (key) => tally.contracts.of(key), (key) => key.replace(/ 0$/, '').replace(/(12|24)$/, '$1 months')),
    { title: 'Weighting facts', source: weightingSource, note: weightingNote, unit: 'count', cells: tally.facts.keys.map((fact) => ({ name: fact, generated: tally.facts.of(fact), published: null })) },
    ownerTable(tally),
    shares('Ways to come', employmentSource, tally.ways.keys, (way) => tally.ways.of(way)),
    {
      ...shares('Hires by month, after the first months of a company', employmentSource, tally.hiringMonths.keys, (month) => tally.hiringMonths.of(month)),
      note: `new posts are filled by the weights ${hiringMonths.join(', ')}; whoever replaces somebody comes when the other has gone, and the terms of those who were there first end about the month in which the history began`,
    },
    {
      title: 'Turnover: ends of work a year in a hundred workers',
      source: employmentSource,
      unit: '%',
      cells: [{ name: 'all', generated: hundredths(tally.turnover.of('ends'), tally.turnover.of('days') / 365.25), published: null }],
    },
  ];
}

/** Standings by which commands are gated, over all weeks that are rated until the last day. */
const clearNames = [
  ['MEDIUM_GREEN', 'in medium green or above by three points and more'],
  ['LOW_GREEN', 'in low green or above by three points and more'],
  ['RED', 'in RED by three points and more'],
  ['unclear', 'nearer to a border, or now here and now there'],
] as const;

/** What occurs how often: known before anything is generated from it. */
export function numbersTable(tally: MarketTally): ReportTable {
  const courses = [...tally.courses].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    title: 'Numbers of cases',
    source: employmentSource,
    unit: 'count',
    cells: [
      ...tally.companies.keys.map((key) => ({ name: `companies ${key}`, generated: tally.companies.of(key), published: null })),
      ...clearNames.map(([band, name]) => ({ name: `companies ${name}`, generated: tally.clear.of(band), published: null })),
      { name: 'employees on the last day', generated: tally.stock(), published: null },
      ...courses.map(([course, count]) => ({ name: `contracts: ${course}`, generated: count, published: null })),
    ],
  };
}

/** Entities of six workers and more by activity and band, on the last day. */
export function bandRows(tally: MarketTally): readonly { readonly activity: string; readonly share: number; readonly bands: readonly number[] }[] {
  const stock = tally.stock();
  return nitaqatActivityCodes
    .map((code) => ({
      activity: `${code} ${nitaqatActivities[code].en}`,
      share: hundredths(tally.activityWorkers.of(code), stock),
      bands: BANDS.map((band) => tally.bands.of(`${code} ${band}`)),
    }))
    .filter(({ share, bands }) => share > 0 || bands.some((count) => count > 0))
    .sort((a, b) => b.share - a.share);
}

/** Saudis and others by section; the sections whose figures were not found apart. */
function activityTable({ sectionBySide }: MarketTally, published: boolean): ReportTable {
  const all = sections.reduce((sum, { saudi, expat }) => sum + saudi + expat, 0);
  const stock = sectionBySide.total();
  return {
    title: published ? 'Activity × Saudi' : 'Activity × Saudi, sections without a figure',
    source: published ? activitySource : restSource,
    ...(published ? { note: 'shares of all employees; this table binds, and sex, occupation, nationality and region are fitted into it' } : {}),
    unit: '%',
    cells: sections
      .filter((row) => row.published === published)
      .flatMap(({ section, saudi, expat }) => [
        { name: `${title(section)}: Saudis`, generated: hundredths(sectionBySide.of(`${section} saudi`), stock), published: hundredths(saudi, all) },
        { name: `${title(section)}: others`, generated: hundredths(sectionBySide.of(`${section} expat`), stock), published: hundredths(expat, all) },
      ]),
  };
}

function sexTable({ sex }: MarketTally): ReportTable {
  const [saudi, expat] = [sharesOf(saudiSex), sharesOf(expatSex)];
  const of = (side: 'saudi' | 'expat', one: 'male' | 'female'): number => hundredths(sex.of(`${side} ${one}`), sex.of(`${side} male`) + sex.of(`${side} female`));
  return {
    title: 'Sex',
    source: saudiSex.source,
    note: 'shares of each side',
    unit: '%',
    cells: (['male', 'female'] as const).flatMap((one) => [
      { name: `Saudis: ${one}`, generated: of('saudi', one), published: 100 * saudi[one] },
      { name: `Others: ${one}`, generated: of('expat', one), published: 100 * expat[one] },
    ]),
  };
}

function occupationTable(tally: MarketTally): ReportTable {
  const published = sharesOf(expatOccupation);
  const all = majors.reduce((sum, major) => sum + tally.majors.of(`expat ${major}`), 0);
  return {
    title: 'Others by occupation',
    source: expatOccupation.source,
    note: 'shares of those who are not Saudis; the sections’ own profiles are assumed and fitted to it',
    unit: '%',
    cells: majors.map((major) => ({
      name: `${major} ${majorGroups[major].en}`,
      generated: hundredths(tally.majors.of(`expat ${major}`), all),
      published: 100 * published[major],
    })),
  };
}

function sizeTable({ sizes, options }: MarketTally): ReportTable {
  const all = sizeClasses.reduce((sum, { establishments }) => sum + establishments, 0);
  return {
    title: 'Companies by size',
    source: sizeSource,
    note:
      options.overSample === undefined
        ? 'companies with somebody on the last day; classes by employees on it'
        : `NOT as published: companies of six and more are over-sampled (${options.overSample.sixAndMore} of a hundred) so that a small market shows something`,
    unit: '%',
    cells: sizeClasses.map(({ name, from, to, establishments }) => ({
      name: `${name} (${to === null ? `${from} and more` : `${from}-${to}`})`,
      generated: hundredths(sizes.of(name), sizes.total()),
      published: hundredths(establishments, all),
    })),
  };
}

function nationalityTable({ nationalities }: MarketTally): ReportTable {
  const published = sharesOf(publishedNationalities);
  const all = nationalities.total();
  const named = Object.keys(published).filter((code) => code !== 'the rest');
  const rest = all - named.reduce((sum, code) => sum + nationalities.of(code), 0);
  return {
    title: publishedNationalities.name,
    source: publishedNationalities.source,
    note: 'shares of those who are not Saudis',
    unit: '%',
    cells: [
      ...named.map((code) => ({ name: countryName(code, 'en'), generated: hundredths(nationalities.of(code), all), published: 100 * (published[code] ?? 0) })),
      { name: 'the rest', generated: hundredths(rest, all), published: 100 * (published['the rest'] ?? 0) },
    ],
  };
}

function regionTable(tally: MarketTally): ReportTable {
  const of = (counts: Counts, group: string, region: string): number =>
    hundredths(counts.of(`${group} ${region}`), regionCodes.reduce((sum, one) => sum + counts.of(`${group} ${one}`), 0));
  return {
    title: 'Region',
    source: regionSource,
    note: 'shares of all employees, and of those in construction; regions without a published figure are assumed',
    unit: '%',
    cells: [
      ...regionCodes.map((region) => ({ name: regions[region].en, generated: of(tally.regions, 'all', region), published: region === 'SA-01' ? RIYADH_SHARE : null })),
      ...regionCodes.flatMap((region) => {
        const published = constructionRegions[region];
        return published === undefined ? [] : [{ name: `Construction: ${regions[region].en}`, generated: of(tally.regions, 'construction', region), published }];
      }),
    ],
  };
}

/** Counted by their shares of each block; an entity is all of an owner's companies in one Nitaqat activity. */
function ownerTable({ owners }: MarketTally): ReportTable {
  const dealt = Object.entries(ownedBeside).map(([how, share]) => `${share} ${how.replaceAll('-', ' ')}`);
  return {
    title: 'Owners of several companies',
    source: ownershipSource,
    note: `of a hundred companies so many have an owner with an earlier one: ${dealt.join(', ')}; one of ${LEGAL_EVERY} of these owners is a legal person; such companies have fewer than 250 workers and lie in one block`,
    unit: 'count',
    cells: owners.keys.map((key) => ({ name: key, generated: owners.of(key), published: null })),
  };
}

function wageTable({ saudiWages, sex }: MarketTally): ReportTable {
  const saudis = sex.of('saudi male') + sex.of('saudi female');
  const share = (key: string): number => hundredths(saudiWages.of(key), saudis);
  return {
    title: 'Wages of Saudis',
    source: saudiWageSource,
    note: `mean ${(saudis === 0 ? 0 : saudiWages.of('sum') / saudis).toFixed(0)} generated, ${SAUDI_MEAN} published; the mass at the floors is assumed (${100 * SAUDI_AT_3000} % and ${100 * SAUDI_AT_4000} %)`,
    unit: '%',
    cells: [
      { name: 'above SAR 20,000', generated: share('above 20,000'), published: 100 * SAUDI_ABOVE_20000 },
      { name: 'above SAR 40,000', generated: share('above 40,000'), published: 100 * SAUDI_ABOVE_40000 },
      { name: 'at SAR 3,000', generated: share('at 3,000'), published: null },
      { name: 'at SAR 4,000', generated: share('at 4,000'), published: null },
    ],
  };
}

function ages(tally: MarketTally, side: 'saudi' | 'expat', all: number): ReportTable {
  return {
    title: side === 'saudi' ? 'Ages of Saudis' : 'Ages of others',
    source: ageSource,
    note: `drawn from ${ageShares[side].join(', ')} of a hundred`,
    unit: '%',
    cells: ageBands.map((band) => ({ name: `${band}-${band + 4}`, generated: hundredths(tally.ages.of(`${side} ${band}`), all), published: null })),
  };
}

function shares<K extends string>(name: string, source: Source, keys: readonly K[], count: (key: K) => number, label: (key: K) => string = (key) => key): ReportTable {
  const all = keys.reduce((sum, key) => sum + count(key), 0);
  return { title: name, source, unit: '%', cells: keys.map((key) => ({ name: label(key), generated: hundredths(count(key), all), published: null })) };
}
