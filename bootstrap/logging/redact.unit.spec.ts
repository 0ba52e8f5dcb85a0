import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.js';
import { redactLine, redactText } from './redact.js';

const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ';

describe('a text', () => {
  it.each([
    [`token ${jwt} refused`, 'token [redacted] refused'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [redacted]'],
    ['basic dXNlcjpwYXNz', 'basic [redacted]'],
    ['cannot connect to postgres://sijil:p4ss@db:5432/sijil', 'cannot connect to postgres://sijil:[redacted]@db:5432/sijil'],
    ['postgres://sijil:p@ss:word@db/sijil and redis://:pw@r', 'postgres://sijil:[redacted]@db/sijil and redis://:[redacted]@r'],
    ['esdb://admin:changeit@es:2113?tls=false', 'esdb://admin:[redacted]@es:2113?tls=false'],
    ['client_secret=abc&grant=x', 'client_secret=[redacted]&grant=x'],
    ['host=db password=secret user=x', 'host=db password=[redacted] user=x'],
    ['value 1000000008 is taken, and iqama 2000000006', 'value [redacted] is taken, and iqama [redacted]'],
  ])('%s', (text, redacted) => expect(redactText(text)).toBe(redacted));

  it.each([
    'http://127.0.0.1:3000/v1/companies',
    'read model companies is behind, 12 events',
    '1000000009 fails its own check',
    '10000000081 is longer',
    '6f1c2f0e-4f57-4a61-8f0e-1000000008ab',
    'at file:///srv/sijil/dist/main.js:12:5',
    'mail a@b.example',
  ])('%s stays', (text) => expect(redactText(text)).toBe(text));
});

describe('a line', () => {
  /** What a logger writes of an object. */
  function written(bound: object, message: string): Record<string, unknown> {
    let line = '';
    createLogger('trace', { write: (text: string) => void (line += text) }).child(bound).error(bound, message);
    expect(line.endsWith('\n')).toBe(true);
    return JSON.parse(line) as Record<string, unknown>;
  }

  it('of any logger has no secret at any depth, by its name or by its looks', () => {
    const headers = { authorization: 'x', Cookie: 'sid=canary', 'set-cookie': ['sid=canary'], accept: 'a' };
    const { req, err, numbers, msg } = written(
      { req: { headers, body: [{ client_secret: 'canary', nested: { password: 7 } }] }, err: new Error(`failed for ${jwt}`), numbers: [1_000_000_008, 1_764_124_800_000] },
      'postgres://a:canary@b is away',
    );
    expect(req).toEqual({
      headers: { authorization: '[redacted]', Cookie: '[redacted]', 'set-cookie': '[redacted]', accept: 'a' },
      body: [{ client_secret: '[redacted]', nested: { password: '[redacted]' } }],
    });
    expect(JSON.stringify(err)).not.toContain('eyJ');
    expect(numbers).toEqual(['[redacted]', 1_764_124_800_000]);
    expect(msg).toBe('postgres://a:[redacted]@b is away');
  });

  it('that holds none stays as it is, and one that was redacted stays redacted', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const once = redactLine(`${json}\n`);
        expect(redactLine(once)).toBe(once);
        if (!/[12]\d{9}|:\/\/|bearer|basic|dpop|eyJ|=|authorization|cookie|password|secret|token|verifier/i.test(json)) expect(JSON.parse(once)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('that is no JSON is redacted all the same', () => {
    expect(redactLine(`broken ${jwt}\n`)).toBe('broken [redacted]\n');
  });
});
