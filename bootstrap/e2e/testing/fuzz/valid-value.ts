// Values that a schema takes: what it names as an example and others of that kind, what earlier answers told, and what lies at its bounds.
import fc from 'fast-check';
import { luhnCheckDigit } from '../../../../domain/standards/identifiers/luhn.js';
import { TODAY } from '../ledger.js';
import type { Schema } from './described-api.js';
import { kindOf, Reference } from './reference.js';

const digits = (length: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
const checked = (first: string): fc.Arbitrary<string> =>
  digits(8).map((rest) => `${first}${rest}${luhnCheckDigit(`${first}${rest}`)}`);

/** Numbers of the kinds that the description gives an example of. */
const OF_KIND: readonly (readonly [example: string, others: fc.Arbitrary<string>])[] = [
  ['1000000008', checked('1')],
  ['2000000006', checked('2')],
  ['3000000000', digits(9).map((rest) => `3${rest}`)],
  ['7000000001', digits(9).map((rest) => `7${rest}`)],
  ['1-115892', digits(7).map((rest) => `1-${rest}`)],
];

/** Parameters whose form their schemas do not tell. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  occupation: ['2142', '214201'],
  nationality: ['IND', 'SAU'],
  number: ['1-115892'],
  unifiedNumber: ['7000000001'],
  categories: ['company', 'contract,visa'],
};

/** Days around the one on which the program under test lives. */
const days = fc.oneof(
  { weight: 9, arbitrary: fc.constant(TODAY) },
  fc.integer({ min: -700, max: 700 }).map((by) => new Date(Date.parse(TODAY) + by * 86_400_000).toISOString().slice(0, 10)),
);

/** Values that fit a schema as far as it tells; identifiers of records are references. */
export function validValue(schema: Schema, name = ''): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choice = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  // What is shown for the whole is an example of one of its choices; a value that is there says more than none.
  if (choice !== undefined) {
    return fc.oneof(...choice.map((one) => ({ weight: one['type'] === 'null' ? 1 : 3, arbitrary: validValue('type' in one ? { ...shownExamples(schema), ...one } : one, name) })));
  }
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...(type as string[]).map((one) => validValue({ ...schema, type: one }, name)));
  switch (type) {
    case 'object':
      return validObject(schema);
    case 'array': {
      const least = Number(schema['minItems'] ?? 0);
      return fc.array(validValue((schema['items'] ?? {}) as Schema, name), { minLength: least, maxLength: Math.min(Number(schema['maxItems'] ?? 3), Math.max(3, least)) });
    }
    case 'string':
      return validText(schema, name);
    case 'integer':
    case 'number':
      return validNumber(schema, type);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function shownExamples({ examples }: Schema): Schema {
  return examples === undefined ? {} : { examples };
}

function validObject(schema: Schema): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const entries = Object.entries(properties);
  if (entries.length === 0) return fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
  const required = (schema['required'] ?? []) as string[];
  return fc.record(Object.fromEntries(entries.map(([name, one]) => [name, validValue(one, name)])), { requiredKeys: required, noNullPrototype: true });
}

function validText(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const kind = kindOf(name);
  if (kind !== undefined) return fc.oneof({ weight: 19, arbitrary: fc.nat(1_000).map((nth) => new Reference(kind, nth)) }, fc.uuid());
  const examples = (schema['examples'] ?? PARAMETERS[name] ?? []) as string[];
  const others = OF_KIND.find(([example]) => example === examples[0])?.[1];
  if (others !== undefined) return others;
  if (/On$|^from$|^to$|^expiresBefore$/.test(name) || /^\d{4}-\d\d-\d\d$/.test(examples[0] ?? '')) return days;
  if (examples.length > 0) return fc.constantFrom(...examples);
  if (schema['format'] === 'uuid') return fc.uuid();
  if (typeof schema['pattern'] === 'string') return fc.stringMatching(new RegExp(schema['pattern']));
  const least = Number(schema['minLength'] ?? 0);
  const most = Number(schema['maxLength'] ?? 60);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('Example', 'مثال', 'x').map((text) => text.slice(0, most)) },
    fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.min(most, 40) }),
    fc.constantFrom(least, most).map((length) => 'ب'.repeat(length)),
  );
}

function validNumber(schema: Schema, type: 'integer' | 'number'): fc.Arbitrary<number> {
  const step = Number(schema['multipleOf'] ?? (type === 'integer' ? 1 : 0.5));
  const above = schema['exclusiveMinimum'];
  const least = above === undefined ? Number(schema['minimum'] ?? -1_000) : Number(above) + step;
  const most = Number(schema['maximum'] ?? 1_000);
  // Small numbers are the usual ones; the bounds are where faults are.
  const inside = fc.integer({ min: Math.ceil(least / step), max: Math.floor(Math.min(most, least + 60) / step) }).map((n) => n * step);
  return fc.oneof({ weight: 6, arbitrary: inside }, fc.constantFrom(least, most));
}
