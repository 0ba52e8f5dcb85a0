import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SealedBox } from '../../domain/ledger/event.js';
import type { Json } from '../../domain/ledger/json.js';
import { BoxRefused, openBox, sealBox, verifyDisclosure } from './box.js';

const schema = z.object({
  name: z.string().nullable(),
  birthDate: z.string().nullable(),
  contacts: z.array(z.string()).nullable(),
  disability: z.boolean().nullable(),
});
const part = { part: 'employeeId', schema };
const place = { eventId: '6f4a2c0e-0f0e-5a8e-8c9b-1f1e2d3c4b5a', type: 'CitizenRegistered', schemaVersion: 1 };
const subject = '0b9d2f6e-5a54-4a0c-9a3c-7f0f1c2d3e4f';
const key = { version: 1, key: randomBytes(32) };
const seal = (values: Record<string, Json>): SealedBox => sealBox(place, part, subject, values, key);
const plainSize = (box: SealedBox): number => Buffer.from(box.sealed, 'base64').length - 16;
const flip = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
  return bytes.toString('base64');
};

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const values = fc.record({
  name: fc.option(text),
  birthDate: fc.option(fc.constantFrom('1990-01-01', '2001-12-31')),
  contacts: fc.option(fc.array(text, { maxLength: 3 })),
  disability: fc.option(fc.boolean()),
});

describe('a box', () => {
  it('gives back what was sealed, and null for what was left out', () => {
    fc.assert(
      fc.property(values, (sealed) => {
        expect(openBox(place, part, seal(sealed), key.key)).toEqual(sealed);
      }),
      { numRuns: 50 },
    );
    expect(openBox(place, part, seal({ name: 'سارة' }), key.key)).toEqual({
      name: 'سارة',
      birthDate: null,
      contacts: null,
      disability: null,
    });
  });

  it('has one commitment a field of the schema, and a size that is a multiple of 512 bytes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4000 }), (name) => {
        const box = seal({ name });
        expect(box.commitments).toHaveLength(4);
        expect(plainSize(box) % 512).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('has the same size whatever small values lie in it', () => {
    const empty = plainSize(seal({}));
    fc.assert(
      fc.property(values, (sealed) => {
        fc.pre(Buffer.byteLength(JSON.stringify(sealed)) < 700);
        expect(plainSize(seal(sealed))).toBe(empty);
      }),
      { numRuns: 100 },
    );
    expect(plainSize(seal({ disability: true }))).toBe(plainSize(seal({ disability: null })));
  });

  it('never repeats an IV, a ciphertext or a commitment for the same values', () => {
    const boxes = Array.from({ length: 50 }, () => seal({ disability: true }));
    expect(new Set(boxes.map((box) => box.iv)).size).toBe(50);
    expect(new Set(boxes.map((box) => box.sealed)).size).toBe(50);
    expect(new Set(boxes.flatMap((box) => box.commitments)).size).toBe(200);
  });

  it('refuses any flipped bit, and gives nothing out', () => {
    const box = seal({ name: 'canary-4711', disability: true });
    fc.assert(
      fc.property(fc.nat(5000), fc.constantFrom('sealed', 'iv', 'commitments'), (at, where) => {
        const n = at % box.commitments.length;
        const commitments = box.commitments.map((commitment, i) => (i === n ? flip(commitment, at) : commitment));
        const altered = where === 'commitments' ? { ...box, commitments } : { ...box, [where]: flip(box[where], at) };
        expect(() => openBox(place, part, altered, key.key)).toThrow(BoxRefused);
        expect(() => openBox(place, part, altered, key.key)).not.toThrow(/canary/);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['event', { ...place, eventId: '6f4a2c0e-0f0e-5a8e-8c9b-000000000000' }, {}],
    ['type', { ...place, type: 'ResidentRegistered' }, {}],
    ['schema version', { ...place, schemaVersion: 2 }, {}],
    ['subject', place, { subject: '0b9d2f6e-5a54-4a0c-9a3c-000000000000' }],
    ['key version', place, { keyVersion: 2 }],
  ])('refuses to open in the place of another %s', (_, elsewhere, change) => {
    expect(() => openBox(elsewhere, part, { ...seal({ name: 'x' }), ...change }, key.key)).toThrow(
      /belongs to another event, subject or key/,
    );
  });

  it('refuses another key, commitments left out or exchanged, and base64 written otherwise', () => {
    const box = seal({ name: 'x', disability: true });
    const [first = '', second = '', ...rest] = box.commitments;
    expect(() => openBox(place, part, box, randomBytes(32))).toThrow(BoxRefused);
    expect(() => openBox(place, part, { ...box, commitments: rest }, key.key)).toThrow(BoxRefused);
    expect(() => openBox(place, part, { ...box, commitments: [second, first, ...rest] }, key.key)).toThrow(BoxRefused);
    expect(() => openBox(place, part, { ...box, sealed: `${box.sealed}\n` }, key.key)).toThrow(BoxRefused);
    expect(() => openBox(place, part, { ...box, sealed: '' }, key.key)).toThrow(BoxRefused);
  });

  it('opens under a schema that grew at its end, and not under one that lost a field', () => {
    const box = seal({ name: 'x' });
    const grown = { part: 'employeeId', schema: schema.extend({ religion: z.string().nullable() }) };
    expect(openBox(place, grown, box, key.key)).toEqual({ name: 'x', birthDate: null, contacts: null, disability: null, religion: null });
    expect(() => openBox(place, { part: 'employeeId', schema: schema.omit({ name: true }) }, box, key.key)).toThrow(BoxRefused);
  });

  it('refuses to seal a field that the schema does not have, and text that JSON cannot carry', () => {
    expect(() => seal({ shoeSize: 44 })).toThrow(/no sealed field shoeSize/);
    expect(() => seal({ name: '\ud800' })).toThrow();
  });
});

describe('a disclosed value', () => {
  it('is proven by its salt and commitment alone, and by no other value', () => {
    const salt = Buffer.alloc(32, 7).toString('base64');
    const box = seal({ name: 'x' });
    // HMAC-SHA-256 with key 07…07 over the canonical text true: computed with openssl.
    const commitment = 'SXdS4/F3+oTaHzOEwedwUODVCkFhvee5+UZ4RDBq+9E=';
    expect(verifyDisclosure(true, salt, commitment)).toBe(true);
    expect(verifyDisclosure(false, salt, commitment)).toBe(false);
    expect(verifyDisclosure(true, Buffer.alloc(32, 8).toString('base64'), commitment)).toBe(false);
    expect(verifyDisclosure('x', salt, box.commitments[0] ?? '')).toBe(false);
    expect(verifyDisclosure(true, '', commitment)).toBe(false);
  });
});
