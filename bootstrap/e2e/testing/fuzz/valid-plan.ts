// Requests as the description asks for them.
import fc from 'fast-check';
import type { Operation, Parameter, Schema } from './described-api.js';
import { CALLERS, ofLines, type Part, type Plan } from './plan.js';
import { kindOf, kindOfPath, Reference, type Kind } from './reference.js';
import { validValue } from './valid-value.js';

/** Requests of every operation, of all callers; services send most. */
export function validPlan(operations: readonly Operation[]): fc.Arbitrary<Plan> {
  const commands = new Map(operations.flatMap((operation) => bodyOf(operation, 'application/json').map((schema) => [operation, validValue(schema)] as const)));
  // What makes records comes more often: the others live on it.
  const plans = operations.map((operation) => ({ weight: '201' in operation.responses ? 4 : 2, arbitrary: planOf(operation, bodies(operation, commands)) }));
  return fc.oneof(...plans);
}

type Bodies = fc.Arbitrary<Pick<Plan, 'mediaType' | 'values'>>;

function planOf(operation: Operation, body: Bodies): fc.Arbitrary<Plan> {
  const within = (place: Parameter['in']): readonly Parameter[] => operation.parameters.filter((one) => one.in === place);
  const path = fc.record(Object.fromEntries(within('path').map((one) => [one.name, pathPart(operation, one)])));
  const caller = fc.oneof({ weight: 12, arbitrary: fc.constant('platform-service' as const) }, { weight: 5, arbitrary: fc.constantFrom(...CALLERS) });
  return fc
    .record({ caller, path, query: named(within('query')), headers: named(within('header')), body })
    .map(({ body: { mediaType, values }, ...parts }) => ({
      ...parts,
      operation,
      method: operation.method.toUpperCase(),
      mediaType,
      values,
      broken: '',
      refused: false,
      elsewhere: false,
    }));
}

/** Bodies by media type. A line of a bulk body is a command of the description with its own data. */
function bodies(operation: Operation, commands: ReadonlyMap<Operation, fc.Arbitrary<unknown>>): Bodies {
  const types = Object.keys(operation.requestBody?.content ?? {});
  if (types.length === 0) return fc.constant({ mediaType: null, values: [] });
  const line = fc.oneof(
    ...[...commands].map(([{ operationId, path }, data]) =>
      fc.record({
        key: fc.uuid(),
        command: fc.constant(operationId),
        data,
        ...(path.includes('{id}') ? { record: recordIn(path) } : {}),
      }),
    ),
  );
  return fc.oneof(
    ...types.map((mediaType) => {
      const values: fc.Arbitrary<readonly unknown[]> = ofLines(mediaType)
        ? fc.array(fc.oneof({ weight: 4, arbitrary: line }, ...bodyOf(operation, mediaType).map((schema) => validValue(schema))), { minLength: 1, maxLength: 4 })
        : (commands.get(operation) ?? fc.jsonValue()).map((value) => [value]);
      return values.map((all) => ({ mediaType, values: all }));
    }),
  );
}

function bodyOf({ requestBody }: Operation, mediaType: string): readonly Schema[] {
  const schema = requestBody?.content?.[mediaType]?.schema;
  return schema === undefined ? [] : [schema];
}

function recordIn(path: string): fc.Arbitrary<Reference> {
  return fc.nat(1_000).map((nth) => new Reference(kindOfPath(path), nth));
}

function pathPart({ path }: Operation, { name, schema }: Parameter): fc.Arbitrary<Part> {
  const kind = kindOf(name);
  if (name === 'id') return recordIn(path);
  if (name === 'revision') return fc.nat(3).map(String);
  return kind === undefined ? validValue(schema, name).map(textOf) : fc.nat(1_000).map((nth) => new Reference(kind, nth));
}

/** Parameters that are required, and now and then one that is not. */
function named(parameters: readonly Parameter[]): fc.Arbitrary<readonly (readonly [string, Part])[]> {
  const each = parameters.map((one) => {
    if (one.name === 'on-behalf-of') return behalf(one);
    const value = partOf(one).map((part) => [one.name, part] as const);
    return one.required === true ? value : fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, value);
  });
  return fc.tuple(...each).map((all) => all.filter((found) => found !== undefined));
}

/** In whose name: mostly of one of those of whom the description says that the command may come on behalf of them. */
function behalf({ name, description = '' }: Parameter): fc.Arbitrary<readonly [string, Part] | undefined> {
  const parties = description.split('on behalf of: ')[1] ?? '';
  const speaks = (words: string): number => (parties.includes(words) ? 12 : 1);
  const of = (kind: Kind) => fc.nat(1_000).map((nth) => [name, new Reference(kind, nth)] as const);
  return fc.oneof(
    { weight: speaks('the department itself'), arbitrary: fc.constant(undefined) },
    { weight: speaks('the employee himself'), arbitrary: of('employees') },
    { weight: speaks('an authorised person'), arbitrary: of('people') },
  );
}

/** Headers whose values have a form that their schemas do not tell. */
const HEADERS: Readonly<Record<string, fc.Arbitrary<Part>>> = {
  'idempotency-key': fc.oneof({ weight: 9, arbitrary: fc.uuid() }, fc.constantFrom('one-key', '"8e03978e-40d5-43e8-bc93-6894a57f9324"', '~')),
  'if-match': fc.constantFrom('', '', '', '*', '"0"', '"1"'),
  'if-none-match': fc.constantFrom('*', '"0"', 'W/"1"'),
  accept: fc.constantFrom('*/*', 'application/json', 'application/x-ndjson', 'text/event-stream'),
  'last-event-id': fc.nat(100).map((nth) => new Reference('positions', nth)),
};

function partOf({ name, schema }: Parameter): fc.Arbitrary<Part> {
  return HEADERS[name] ?? validValue(schema, name).map(textOf);
}

function textOf(value: unknown): Part {
  return value instanceof Reference || typeof value === 'string' ? value : JSON.stringify(value);
}
