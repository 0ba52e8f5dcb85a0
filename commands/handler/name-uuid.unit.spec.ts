import fc from 'fast-check';
import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { nameUuid } from './name-uuid.js';

describe('a UUID of a name', () => {
  it('is the one that RFC 9562 gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.uuid(), (name, namespace) => {
        expect(nameUuid(name, namespace)).toBe(v5(name, namespace));
      }),
    );
    // RFC 9562, appendix A.4.
    expect(nameUuid('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it.each(['', 'no uuid', '6ba7b810-9dad-11d1-80b4-00c04fd430cg', '6ba7b810-9dad-11d1-80b4-00c04fd430c'])(
    'is none in the namespace %j',
    (namespace) => {
      expect(() => nameUuid('name', namespace)).toThrow(TypeError);
    },
  );
});
