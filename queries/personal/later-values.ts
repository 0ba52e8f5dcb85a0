// Law: what is known of a person is the newest value of each field; a number of the state replaces only an earlier one of its kind.
import { ResidenceDocumentChanged } from '../../domain/employee/events.js';
import type { PersonalValues } from '../../domain/ledger/event.js';
import type { Json } from '../../domain/ledger/json.js';

interface Numbered {
  readonly scheme: string;
}

/** A person's values after an event told some anew. `earlier` is undefined before the first. */
export function laterValues(earlier: PersonalValues | undefined, type: string, values: PersonalValues): PersonalValues {
  if (type !== ResidenceDocumentChanged.type) return { ...earlier, ...values };
  // The document's number stands among the numbers he is found by.
  const number = values['identifier'] ?? null;
  if (!isNumbered(number)) return earlier ?? {};
  const others = listOf(earlier?.['identifiers']).filter((one) => !isNumbered(one) || one.scheme !== number.scheme);
  return { ...earlier, identifiers: [...others, number] };
}

function isNumbered(value: Json): value is Json & Numbered {
  return typeof value === 'object' && value !== null && 'scheme' in value && typeof value['scheme'] === 'string';
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
