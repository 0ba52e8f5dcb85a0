import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertCleanJson, jsonLimits, jsonProblem, parseStrictJson, UncleanJsonError } from './strict-json.js';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('parseStrictJson', () => {
  it('gives what JSON.parse gives for every clean value, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        fc.pre(jsonProblem(value) === null && !text.includes('\ufffd'));
        expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('finds a repeated key wherever it stands, also when it is written with escapes', () => {
    const keys = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__' && !/[\u0000\ufffd]/.test(key));
    fc.assert(
      fc.property(fc.array(fc.oneof(keys, fc.nat({ max: 3 })), { maxLength: 6 }), keys, fc.boolean(), (path, key, escaped) => {
        const written = escaped ? `"${[...key].map((c) => [...Array(c.length).keys()].map((i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')).join('')}"` : JSON.stringify(key);
        const inner = `{${JSON.stringify(key)}:"a:b\\"{[,",${written} : [1,{"x":2}]}`;
        const text = path.reduceRight<string>(
          (body, step) => (typeof step === 'number' ? `[${'0,'.repeat(step)}${body}]` : `{${JSON.stringify(step)}:${body}}`),
          inner,
        );
        const pointer = [...path, key].map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
        expect(parseStrictJson(text)).toMatchObject({ ok: false, problem: { code: 'json-duplicate-key', pointer } });
      }),
    );
  });

  it.each([
    ['', 'json-syntax', ''],
    ['{"a":1,}', 'json-syntax', ''],
    ['NaN', 'json-syntax', ''],
    ['{"a":{"__proto__":{"admin":true}}}', 'json-forbidden-key', '/a/__proto__'],
    ['{"constructor":{"prototype":{}}}', 'json-forbidden-key', '/constructor'],
    ['{"a/b":["x","\\u0000"]}', 'json-nul', '/a~1b/1'],
    ['{"\\u0000":1}', 'json-nul', ''],
    ['{"a":{"b\\ud800":1}}', 'json-lone-surrogate', '/a'],
    [`{"a":"${new TextDecoder().decode(Uint8Array.of(0x4e, 0xff))}"}`, 'json-not-utf-8', ''],
    ['["\\ud83d"]', 'json-lone-surrogate', '/0'],
    ['["\\ude00\\ud83d"]', 'json-lone-surrogate', '/0'],
    ['{"n":9007199254740992}', 'json-number-range', '/n'],
    ['{"n":-9007199254740993}', 'json-number-range', '/n'],
    ['{"n":1e999}', 'json-number-range', '/n'],
    ['{"n":1e300}', 'json-number-range', '/n'],
  ])('refuses %s as %s at %j', (text, code, pointer) => {
    expect(parseStrictJson(text)).toMatchObject({ ok: false, problem: { code, pointer } });
  });

  it.each(['{"constructor":"Ltd"}', '{"n":9007199254740991}', '[1.5,-0.25,1e10]', '["\\ud83d\\ude00","😀"]', 'null', '"a"', ' {} ', '{"":{"":1}}'])('accepts %s', (text) => {
    expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('holds the limits to the unit', () => {
    expect(parseStrictJson(nested(jsonLimits.depth)).ok).toBe(true);
    expect(parseStrictJson(nested(jsonLimits.depth + 1))).toMatchObject({ problem: { code: 'json-too-deep', pointer: '/0'.repeat(jsonLimits.depth) } });
    expect(parseStrictJson(nested(100_000))).toMatchObject({ problem: { code: 'json-too-deep' } });
    const array = (length: number): string => JSON.stringify(Array.from({ length }, () => 0));
    expect(parseStrictJson(array(jsonLimits.arrayLength)).ok).toBe(true);
    expect(parseStrictJson(array(jsonLimits.arrayLength + 1))).toMatchObject({ problem: { code: 'json-array-too-long', pointer: '' } });
    const text = (length: number): string => JSON.stringify({ t: 'x'.repeat(length) });
    expect(parseStrictJson(text(jsonLimits.stringLength)).ok).toBe(true);
    expect(parseStrictJson(text(jsonLimits.stringLength + 1))).toMatchObject({ problem: { code: 'json-string-too-long', pointer: '/t' } });
    expect(parseStrictJson(JSON.stringify({ a: { ['k'.repeat(jsonLimits.stringLength + 1)]: 1 } }))).toMatchObject({ problem: { code: 'json-string-too-long', pointer: '/a' } });
    expect(parseStrictJson('["abc"]', { ...jsonLimits, stringLength: 2 }).ok).toBe(false);
  });

  it('never quotes the text in its message', () => {
    const secret = 'P4SSPORT';
    for (const text of [`{"a":"${secret}"`, `{"a":"${secret}\\u0000"}`, `{"a":"${secret}","a":"${secret}"}`]) {
      expect(JSON.stringify(parseStrictJson(text))).not.toContain(secret);
    }
  });
});

describe('assertCleanJson', () => {
  it.each([
    [{ a: undefined }, '/a'],
    [{ a: [1n] }, '/a/0'],
    [{ a: new Date(0) }, '/a'],
    [{ a: Number.NaN }, '/a'],
    [{ a: Number.POSITIVE_INFINITY }, '/a'],
    [{ a: new Map() }, '/a'],
    [() => 1, ''],
    [{ a: '\ud800' }, '/a'],
  ])('refuses value %#', (value, pointer) => {
    expect(() => {
      assertCleanJson(value);
    }).toThrow(UncleanJsonError);
    expect(jsonProblem(value)?.pointer).toBe(pointer);
  });

  it('refuses a value that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(jsonProblem(loop)?.code).toBe('json-too-deep');
  });

  it('accepts plain values, also without a prototype', () => {
    const bare: unknown = Object.assign(Object.create(null) as object, { a: 1 });
    for (const value of [null, 1, 'x', [], { a: [{ b: null }] }, bare]) expect(jsonProblem(value)).toBeNull();
  });
});
