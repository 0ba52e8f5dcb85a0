import type { JsonObject } from '../ledger/json.js';
import type { NameParts, PersonName } from '../standards/person-name.js';

function written(parts: NameParts | null): JsonObject | null {
  if (parts === null) return null;
  const { first, father, grandfather, family } = parts;
  return {
    first,
    ...(father === undefined ? {} : { father }),
    ...(grandfather === undefined ? {} : { grandfather }),
    family,
  };
}

/** A person's name as it goes into a box: a part he does not have is left out. */
export function sealedName(name: PersonName): JsonObject {
  return { ar: written(name.ar), en: written(name.en) };
}
