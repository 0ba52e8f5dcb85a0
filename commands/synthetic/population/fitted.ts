// Law: tables that were published apart are fitted into one another, so that each keeps its own totals wherever the others allow it.
import { sections } from './margins/activity-by-side.js';
import { evenLeaning, leanings, nationalityOfWomen, publishedNationalities, restOfNationalities } from './margins/nationality.js';
import { expatOccupation, majors, profiles } from './margins/occupation.js';
import { unitsOf } from './margins/occupation-units.js';
import { sharesOf } from './margins/published.js';
import { expatSex, saudiSex, womenByMajor, womenBySection } from './margins/sex.js';
import { runningShares } from './quota.js';

/** What a post of a section and side is drawn from; sections and major groups by index. */
export interface FittedMarket {
  /** Running shares of the major groups. */
  readonly majorEnds: Readonly<Record<'saudi' | 'expat', readonly Float64Array[]>>;
  /** Women by section and major group, as shares. */
  readonly women: Readonly<Record<'saudi' | 'expat', readonly (readonly number[])[]>>;
  readonly nationalities: readonly string[];
  /** Running shares of the nationalities: of men by major group, of women. */
  readonly menEnds: readonly Float64Array[];
  readonly womenEnds: Float64Array;
  /** Occupations of six digits by section and major group: the first title of each unit group. */
  readonly units: readonly (readonly { readonly codes: readonly string[]; readonly ends: Float64Array }[])[];
  /** Shares of the major groups among all Saudis. */
  readonly saudiMajors: readonly number[];
}

let known: FittedMarket | undefined;

/** The fitted tables, made once. */
export function fittedMarket(): FittedMarket {
  return (known ??= fit());
}

function fit(): FittedMarket {
  const expats = sections.map(({ expat }) => expat);
  const saudis = sections.map(({ saudi }) => saudi);
  const occupation = sharesOf(expatOccupation);
  const all = sum(expats);
  const expatMajors = fitted(
    sections.map(({ section }) => profiles[section]?.expat ?? []),
    expats,
    majors.map((major) => occupation[major] * all),
  );
  const saudiMajors = sections.map(({ section, saudi }) => {
    const profile = profiles[section]?.saudi ?? [];
    return profile.map((weight) => (weight * saudi) / sum(profile));
  });
  const women = {
    saudi: womenShares(saudiMajors, 'saudi', sharesOf(saudiSex).female),
    expat: womenShares(expatMajors, 'expat', sharesOf(expatSex).female),
  };
  const nationality = nationalitiesOf(expatMajors, women.expat);
  return {
    majorEnds: { saudi: saudiMajors.map(runningShares), expat: expatMajors.map(runningShares) },
    women,
    ...nationality,
    units: sections.map(({ section }) =>
      majors.map((major) => {
        const units = unitsOf(section, major);
        return { codes: units.map(([code]) => `${code}01`), ends: runningShares(units.map(([, weight]) => weight)) };
      }),
    ),
    saudiMajors: majors.map((_, major) => sum(saudiMajors.map((row) => row[major] ?? 0)) / sum(saudis)),
  };
}

/** Women's shares by section and major group whose sum is the total's share. */
function womenShares(heads: readonly (readonly number[])[], side: 'saudi' | 'expat', share: number): readonly (readonly number[])[] {
  const weight = (section: number, major: number): number => (womenBySection[sections[section]?.section ?? '']?.[side] ?? 1) * (womenByMajor[major]?.[side] ?? 1);
  const at = (scale: number): number[][] => heads.map((row, section) => row.map((_, major) => Math.min(0.9, scale * weight(section, major))));
  const all = sum(heads.map(sum));
  let [low, high] = [0, 1];
  for (let n = 0; n < 50; n += 1) {
    const middle = (low + high) / 2;
    const shares = at(middle);
    const found = sum(heads.map((row, section) => sum(row.map((head, major) => head * (shares[section]?.[major] ?? 0))))) / all;
    if (found < share) low = middle;
    else high = middle;
  }
  return at(high);
}

function nationalitiesOf(heads: readonly (readonly number[])[], women: readonly (readonly number[])[]): Pick<FittedMarket, 'nationalities' | 'menEnds' | 'womenEnds'> {
  const { 'the rest': rest = 0, ...named } = sharesOf(publishedNationalities);
  const others = Object.entries(restOfNationalities);
  const weight = sum(others.map(([, one]) => one));
  const shares = { ...named, ...Object.fromEntries(others.map(([code, one]) => [code, (one * rest) / weight])) };
  const nationalities = Object.keys(shares);
  const ofWomen = nationalities.map((code) => nationalityOfWomen[code] ?? 0);
  const byMajor = majors.map((_, major) => sum(heads.map((row, section) => (row[major] ?? 0) * (1 - (women[section]?.[major] ?? 0)))));
  const all = sum(heads.map(sum));
  const allWomen = all - sum(byMajor);
  const men = nationalities.map((code, n) => Math.max(0, (shares[code] ?? 0) * all - (allWomen * (ofWomen[n] ?? 0)) / sum(ofWomen)));
  const table = fitted(
    majors.map((_, major) => nationalities.map((code) => (leanings[code] ?? evenLeaning)[major] ?? 0)),
    byMajor,
    men,
  );
  return { nationalities, menEnds: table.map(runningShares), womenEnds: runningShares(ofWomen) };
}

/** A table with the given sums of rows and columns, as near to the weights as they allow (iterative proportional fitting). */
function fitted(weights: readonly (readonly number[])[], rows: readonly number[], columns: readonly number[]): number[][] {
  const table = weights.map((row) => [...row]);
  const scale = sum(rows) / sum(columns);
  for (let round = 0; round < 200; round += 1) {
    columns.forEach((wanted, column) => {
      const found = sum(table.map((row) => row[column] ?? 0));
      for (const row of table) row[column] = ((row[column] ?? 0) * wanted * scale) / (found || 1);
    });
    table.forEach((row, n) => {
      const found = sum(row);
      for (let column = 0; column < row.length; column += 1) row[column] = ((row[column] ?? 0) * (rows[n] ?? 0)) / (found || 1);
    });
  }
  return table;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
