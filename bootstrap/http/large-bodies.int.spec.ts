// The served program under bodies of ten megabytes, bombs and bytes that follow a good request.
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizen, numbersFrom } from '../e2e/testing/market.js';
import { rawAnswers, type RawAnswer } from './testing/raw-request.js';
import { serveLedger, type ServedLedger } from './testing/served-ledger.js';

const TEN_MEGABYTES = 10 * 1024 * 1024;

let served: ServedLedger;
let token: string;

beforeAll(async () => {
  served = await serveLedger('large bodies');
  token = await served.token();
});
afterAll(async () => {
  expect(served.logged.filter((line) => line['msg'] === 'request failed')).toEqual([]);
  await served.close();
});

const head = (...lines: readonly string[]): string => `POST /v1/employees/citizens HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/json\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const get = (path: string, ...lines: readonly string[]): string => `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

/** Refused, or cut off before its end was written: the answer may be lost with the connection. */
function refused(answers: readonly RawAnswer[], status: number): boolean {
  expect(answers.length).toBeLessThanOrEqual(1);
  for (const answer of answers) expect(answer.status).toBe(status);
  return answers.length === 1;
}

describe('bodies', () => {
  it('of ten megabytes are refused at the limit, told or found out, a hundred at once, and the program goes on', async () => {
    const text = Buffer.alloc(TEN_MEGABYTES, '{"a":');
    const told = Buffer.concat([Buffer.from(head(`Content-Length: ${text.length}`)), text]);
    const chunk = Buffer.concat([Buffer.from(`${text.length.toString(16)}\r\n`), text, Buffer.from('\r\n0\r\n\r\n')]);
    const foundOut = Buffer.concat([Buffer.from(head('Transfer-Encoding: chunked')), chunk]);
    const heard: boolean[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const all = await Promise.all(Array.from({ length: 10 }, (_, n) => rawAnswers(served.port, n % 2 === 0 ? told : foundOut)));
      heard.push(...all.map((answers) => refused(answers, 413)));
    }
    expect(heard).toContain(true);
    expect((await served.api.post('/v1/employees/citizens', citizen(numbersFrom(0)))).status).toBe(201);
  });

  it('that would unpack to ten megabytes are not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(TEN_MEGABYTES, '['));
    expect(bomb.length).toBeLessThan(64 * 1024);
    const answers = await rawAnswers(served.port, Buffer.concat([Buffer.from(head(`Content-Length: ${bomb.length}`, 'Content-Encoding: gzip', 'Connection: close')), bomb]));
    expect(answers.map(({ status }) => status)).toEqual([415]);
  });
});

describe('what follows a good request on its connection', () => {
  it('garbage pipelined behind a good request ends the connection, and is not taken for another', async () => {
    const answers = await rawAnswers(served.port, `${get('/healthz')}\u0000\u0001\u0002 nonsense\r\n\r\n${get('/v1/companies', 'Connection: close')}`);
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
  });

  it('a request in the body of another is that one’s body', async () => {
    const inner = get('/v1/companies');
    const answers = await rawAnswers(served.port, head(`Content-Length: ${inner.length}`, 'Connection: close') + inner);
    expect(answers.map(({ status, body }) => [status, (JSON.parse(body) as { code: string }).code])).toEqual([[400, 'json-syntax']]);
  });

  it('a request behind chunks is one of its own, and sees nothing of who came before', async () => {
    const chunked = `POST /v1/employees/citizens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
    const nobody = 'GET /v1/companies HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const answers = await rawAnswers(served.port, get('/v1/companies') + chunked + nobody);
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401]);
  });
});
