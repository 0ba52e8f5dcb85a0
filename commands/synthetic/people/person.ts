// Law: a human of the demo is wholly made up: words by chance, numbers from the synthetic blocks.
import { addDays, toIsoDate, type IsoDate } from '../../../domain/standards/calendar.js';
import type { Identifier } from '../../../domain/standards/identifiers.js';
import type { PersonName } from '../../../domain/standards/person-name.js';
import type { Sex } from '../../../domain/standards/sex.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import { saudiNames, type NameWord, type NameWords } from '../words/names.js';
import type { MarketNationality } from './nationalities.js';

/** A made-up human and the number that he is found by when he becomes known. */
export interface Person {
  /** Key of the line that registers him. */
  readonly key: string;
  readonly nationality: string;
  readonly sex: Sex;
  readonly birthDate: IsoDate;
  readonly name: PersonName;
  readonly identifier: Identifier & { readonly scheme: 'national-id' | 'iqama' | 'border-number' };
  readonly passport: string | null;
  readonly mobile: string | null;
}

/** A name of that culture: two, three or four parts in both scripts. */
export function makeName(chance: Chance, words: NameWords, sex: Sex): PersonName {
  const first = chance.pick(sex === 'female' ? words.women : words.men);
  const father = words.parts > 2 ? chance.pick(words.men) : null;
  const grandfather = words.parts > 3 ? chance.pick(words.men) : null;
  const family = chance.pick(words.families);
  const inScript = (script: 0 | 1): NonNullable<PersonName['ar']> => ({
    first: first[script],
    ...part('father', father, script),
    ...part('grandfather', grandfather, script),
    family: family[script],
  });
  return { ar: inScript(0), en: inScript(1) };
}

function part(name: 'father' | 'grandfather', word: NameWord | null, script: 0 | 1): object {
  return word === null ? {} : { [name]: word[script] };
}

/** Makes people one after the other. */
export interface PersonMaker {
  citizen(sex: Sex): Person;
  /** A human who is not a citizen, found by his iqama or, freshly arrived, by his border number. */
  resident(nationality: MarketNationality, sex: Sex, document: 'iqama' | 'border-number'): Person;
}

/** People for a market whose present is that year. */
export function personMaker(chance: Chance, numbers: SyntheticNumbers, year: number): PersonMaker {
  let made = 0;
  const describe = (nationality: string, words: NameWords, sex: Sex) => ({
    key: `em-${String((made += 1)).padStart(4, '0')}`,
    nationality,
    sex,
    // From 23 to 52 years: of age for any work, and young enough for the basic skill level.
    birthDate: addDays(toIsoDate(`${year - chance.whole(24, 52)}-01-01`), chance.whole(0, 364)),
    name: makeName(chance, words, sex),
    mobile: chance.yes(80) ? numbers.mobile() : null,
  });
  return {
    citizen: (sex) => ({
      ...describe('SAU', saudiNames, sex),
      identifier: { scheme: 'national-id', value: numbers.nationalId() },
      passport: null,
    }),
    resident: ({ code, words }, sex, document) => ({
      ...describe(code, words, sex),
      identifier: { scheme: document, value: document === 'iqama' ? numbers.iqama() : numbers.borderNumber() },
      passport: numbers.passport(),
    }),
  };
}
