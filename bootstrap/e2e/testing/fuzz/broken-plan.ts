// Ways to break a request, each by itself.
import fc from 'fast-check';
import { HOSTILE_TEXTS, HOSTILE_VALUES } from './hostile-values.js';
import type { Plan } from './plan.js';
import { Reference } from './reference.js';

type Breakage = fc.Arbitrary<(plan: Plan) => Plan>;

/** A valid request, or one that is broken in one way. */
export function brokenPlan(valid: fc.Arbitrary<Plan>): fc.Arbitrary<Plan> {
  const breakage = fc.oneof(
    { weight: 14, arbitrary: fc.constant((plan: Plan) => plan) },
    { weight: 5, arbitrary: valueBroken },
    { weight: 2, arbitrary: memberAdded },
    { weight: 3, arbitrary: memberRemoved },
    { weight: 4, arbitrary: bytesBroken },
    { weight: 2, arbitrary: mediaTypeBroken },
    { weight: 2, arbitrary: pathBroken },
    { weight: 3, arbitrary: queryBroken },
    { weight: 3, arbitrary: headerBroken },
    { weight: 1, arbitrary: elsewhere },
  );
  return fc.tuple(valid, breakage).map(([plan, broken]) => broken(plan));
}

const text = fc.constantFrom(...HOSTILE_TEXTS);

/** One value of the body, anywhere, becomes another. */
const valueBroken: Breakage = fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(...HOSTILE_VALUES), fc.jsonValue())).map(
  ([place, value]) =>
    (plan) =>
      withValues(plan, 'a value of the body', (all) => replaced(all, place % Math.max(1, placesIn(all)), () => value)),
);

const memberAdded: Breakage = fc.tuple(fc.nat(), fc.constantFrom('colour', '', 'toString', 'constructor', 'id', '$schema', 'createdAt', 'x'.repeat(300))).map(
  ([place, name]) =>
    (plan) =>
      withValues(plan, 'a member too many', (all) =>
        replaced(all, place % Math.max(1, placesIn(all)), (old) => (isRecord(old) ? { ...old, [name]: 1 } : { [name]: old })),
      ),
);

const memberRemoved: Breakage = fc.nat().map(
  (place) => (plan) =>
    withValues(plan, 'a member too few', (all) =>
      replaced(all, place % Math.max(1, placesIn(all)), (old) => (isRecord(old) ? Object.fromEntries(Object.entries(old).filter((_, n, of) => n !== place % of.length)) : undefined)),
    ),
);

const deep = 100_000;

/** What no JSON parser of a ledger may take, or no body may be. */
const BYTES: Readonly<Record<string, (text: string) => string | Buffer>> = {
  'half a body': (body) => body.slice(0, Math.max(1, body.length >> 1)),
  'a body and more': (body) => `${body}}`,
  'a comma too many': (body) => body.replace(/\}\s*$/, ',}').replace(/^\{,/, '{,,'),
  'a comment': (body) => `/* */${body}`,
  'a mark of byte order': (body) => `\ufeff${body}`,
  'a name twice': (body) => body.replace(/^\{/, '{"a":1,"a":2,'),
  'the prototype': (body) => body.replace(/^\{/, '{"__proto__":{"a":1},'),
  'a name of NUL': (body) => body.replace(/^\{/, '{"\\u0000":1,'),
  'half a character': (body) => body.replace(/^\{/, '{"a":"\\ud800",'),
  'a number beyond all': (body) => body.replace(/^\{/, '{"a":1e999,'),
  'nesting without end': () => `{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`,
  'objects without end': () => `${'{"a":'.repeat(deep / 5)}1${'}'.repeat(deep / 5)}`,
  'a list without end': (body) => body.replace(/^\{/, `{"a":[${'0,'.repeat(20_000)}0],`),
  'a text without end': (body) => body.replace(/^\{/, `{"a":"${'x'.repeat(100_000)}",`),
  'names without end': () => `{${Array.from({ length: 20_000 }, (_, n) => `"n${n}":0`).join(',')}}`,
  'bytes that are no text': (body) => Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28, 0xff, 0xfe]), Buffer.from(`",${body.slice(1)}`)]),
  'UTF-16': (body) => Buffer.from(body, 'utf16le'),
  'no JSON': () => '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
};

const bytesBroken: Breakage = fc.constantFrom(...Object.entries(BYTES)).map(
  ([broken, rewrite]) =>
    (plan) =>
      plan.mediaType === 'application/json' ? { ...plan, broken, rewrite, refused: true } : plan,
);

const mediaTypeBroken: Breakage = fc
  .constantFrom('text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json5', 'json', '*/*', 'application/json, text/plain', 'a'.repeat(300))
  .map((mediaType) => (plan) => (plan.mediaType === null ? plan : { ...plan, mediaType, broken: 'the media type', refused: true }));

const pathBroken: Breakage = fc.tuple(text, fc.nat()).map(([hostile, which]) => (plan) => {
  const names = Object.keys(plan.path);
  const name = names[which % Math.max(1, names.length)];
  // An empty segment or one of dots is another path.
  if (name === undefined || hostile === '' || hostile === '..') return plan;
  return { ...plan, path: { ...plan.path, [name]: hostile }, broken: `the path's ${name}`, refused: name !== 'revision' || !/^\d+$/.test(hostile) };
});

const queryBroken: Breakage = fc
  .tuple(fc.constantFrom('colour', '__proto__', 'constructor[prototype]', 'after', 'limit', 'cursor', 'order', 'status', 'from', 'companyId', 'within', ''), text, fc.boolean())
  .map(([name, value, twice]) => (plan) => {
    const known = plan.operation.parameters.some((one) => one.in === 'query' && one.name === name);
    // A position further on than the log's end is waited for: that is another test's.
    const query = [...plan.query.filter(([other]) => other !== name), [name, value] as const, ...(twice ? [[name, value] as const] : [])];
    return { ...plan, query, broken: `the parameter ${name}`, refused: (!known || twice) && plan.operation.parameters.some((one) => one.in === 'query') };
  });

/** Headers that clients and those between garble, with what they say. */
const HEADERS: readonly (readonly [name: string, value: string, refused: boolean])[] = [
  ...['"-1"', 'W/"0"', '"0", "1"', '0', '"', '"99999999999999999999"', '""'].map((value) => ['if-match', value, true] as const),
  ...['', 'a b', '"', 'x'.repeat(201), 'é', '\\', '()<>@'].map((value) => ['idempotency-key', value, false] as const),
  ...['"', 'W/', ',,,', '"0" "1"', 'x'.repeat(5_000)].map((value) => ['if-none-match', value, false] as const),
  ...['', 'x', '0.0', '-', 'a3df1c4a8c5118eb.'].map((value) => ['last-event-id', value, false] as const),
  ...['', 'text/html', ';;;', 'application/json;q=x', 'x'.repeat(2_000)].map((value) => ['accept', value, false] as const),
  ['traceparent', '00-zz-zz-zz', false],
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', false],
  ['x-http-method-override', 'DELETE', false],
  ['x-forwarded-for', '127.0.0.1', false],
  ['x-forwarded-host', 'evil.example', false],
  ['x-original-url', '/metrics', false],
  ['content-encoding', 'gzip', false],
  ['cookie', '__proto__=1; a', false],
  ['range', 'bytes=0-1', false],
  ['origin', 'null', false],
];

const headerBroken: Breakage = fc.tuple(fc.constantFrom(...HEADERS), fc.boolean()).map(([[name, value, refused], beside]) => (plan) => {
  const known = plan.operation.parameters.some((one) => one.in === 'header' && one.name === name);
  const kept = beside ? plan.headers : plan.headers.filter(([other]) => other !== name);
  // Written beside a good one it comes first, and the first one counts or both are refused.
  return { ...plan, headers: [[name, value] as const, ...kept], broken: `the header ${name}`, refused: refused && known };
});

/** Paths and methods that are no operation's. */
const elsewhere: Breakage = fc.oneof(
  fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND').map((method) => (plan: Plan): Plan => ({ ...plan, method, broken: 'the method', refused: true, elsewhere: true })),
  fc
    .constantFrom('/v1/../v1/companies', '/v1//companies', '/v1/companies/', '/v1/%zz', '/v1/%c0%ae', '/V1/companies', '/v1/companies;a=b', '//v1/companies', '/v1/companies/%00', '/.git/config', '/docs/../package.json', `/v1/companies/${'a'.repeat(3_000)}`)
    .map((rawPath) => (plan: Plan): Plan => ({ ...plan, rawPath, query: [], broken: 'the address', refused: false, elsewhere: true })),
  fc.constant((plan: Plan): Plan => ({ ...plan, headers: [...plan.headers, ['x-pad', 'x'.repeat(20_000)]], broken: 'the size of its headers', refused: true, elsewhere: true })),
  fc.constant((plan: Plan): Plan => ({ ...plan, headers: [...plan.headers, ['expect', 'the unexpected']], broken: 'what it expects', refused: true, elsewhere: true })),
);

function withValues(plan: Plan, broken: string, change: (values: readonly unknown[]) => unknown): Plan {
  return plan.mediaType === null ? plan : { ...plan, values: (change(plan.values) ?? []) as readonly unknown[], broken };
}

/** Places of values within a list of values, the list itself not among them. */
function placesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + 1 + placesIn(item), 0);
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce((sum: number, member) => sum + 1 + placesIn(member), 0);
}

/** The value with what stands at its n-th place changed. */
function replaced(value: unknown, n: number, change: (old: unknown) => unknown): unknown {
  let left = n;
  const walk = (at: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return change(at);
    }
    left -= 1;
    return inside(at);
  };
  const inside = (at: unknown): unknown => {
    if (Array.isArray(at)) return at.map((item): unknown => (left < 0 ? item : walk(item)));
    if (!isRecord(at)) return at;
    return Object.fromEntries(Object.entries(at).map(([name, member]) => [name, left < 0 ? member : walk(member)]));
  };
  return inside(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Reference);
}
