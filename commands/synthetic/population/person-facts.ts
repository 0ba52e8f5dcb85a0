// Law: everything told of a made-up human follows from his number, so whoever meets him again is told the same.
import { isGcc, isSaudi } from '../../../domain/standards/nationality.js';
import type { NameParts, PersonName } from '../../../domain/standards/person-name.js';
import { syntheticBlocks, syntheticNumber } from '../synthetic-blocks.js';
import { cultureOf } from './name-words/cultures.js';
import type { NameWord } from './name-words/name-word.js';
import type { PlannedPerson } from './planned.js';
import { Stream } from './stream.js';

/** Whether he is a citizen. */
export function isCitizen({ nationality }: PlannedPerson): boolean {
  return isSaudi(nationality);
}

/** Whether he works without a permit. */
export function needsNoPermit({ nationality }: PlannedPerson): boolean {
  return isGcc(nationality);
}

/** A citizen's national id, anybody else's iqama. */
export function identityOf(person: PlannedPerson): { readonly scheme: 'national-id' | 'iqama'; readonly value: string } {
  return isCitizen(person)
    ? { scheme: 'national-id', value: syntheticNumber('nationalId', person.n) }
    : { scheme: 'iqama', value: syntheticNumber('iqama', person.n) };
}

/** The number under which somebody who is not a citizen entered. */
export function borderNumberOf(person: PlannedPerson): string {
  return syntheticNumber('borderNumber', person.n);
}

/** The passport of somebody who is not a citizen. */
export function passportOf(person: PlannedPerson): { readonly number: string; readonly issuedBy: string } {
  return { number: syntheticNumber('passport', person.n), issuedBy: person.nationality };
}

/** A mobile number; citizens have theirs from the end of the block. */
export function mobileOf(person: PlannedPerson): string {
  const last = 10 ** syntheticBlocks.mobile.digits - 1;
  return syntheticNumber('mobile', isCitizen(person) ? last - person.n : person.n);
}

/** His name in both scripts, in the shape that his nationality has. */
export function nameOf(person: PlannedPerson): PersonName {
  const { shape, men, women, families } = cultureOf(person.nationality);
  const stream = Stream.at(0x4a3e, person.n, isCitizen(person) ? 1 : 0);
  const first = stream.pick(person.sex === 'female' ? women : men);
  const father = another(men, first, stream);
  const grandfather = another(men, father, stream);
  const family = stream.pick(families);
  switch (shape) {
    case 'grandfather':
      return written(first, father, grandfather, family);
    case 'father':
      return written(first, father, null, family);
    case 'family':
      return written(first, null, null, family);
    case 'patronymic':
      return written(first, father, null, grandfather);
    case 'middle':
      return written(first, stream.pick(families), null, family);
  }
}

/** A name other than the one before it: hardly anybody is called like his father. */
function another(men: readonly NameWord[], before: NameWord, stream: Stream): NameWord {
  const found = stream.pick(men);
  return found[1] === before[1] ? stream.pick(men) : found;
}

function written(first: NameWord, father: NameWord | null, grandfather: NameWord | null, family: NameWord): PersonName {
  return { ar: partsIn(0, first, father, grandfather, family), en: partsIn(1, first, father, grandfather, family) };
}

function partsIn(script: 0 | 1, first: NameWord, father: NameWord | null, grandfather: NameWord | null, family: NameWord): NameParts {
  if (father === null) return { first: first[script], family: family[script] };
  if (grandfather === null) return { first: first[script], father: father[script], family: family[script] };
  return { first: first[script], father: father[script], grandfather: grandfather[script], family: family[script] };
}
