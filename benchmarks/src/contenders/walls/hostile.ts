import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { gzipSync } from 'node:zlib';
import { serviceToken } from '../../ledger/program.js';
import { timedRequest, type TimedRequest } from '../../load/timed-request.js';
import type { ChildServer } from '../../servers/child-server.js';
import type { WallsMeasure, WallsParameters } from './parameters.js';

const CITIZENS = '/v1/employees/citizens';
const TEN_MEGABYTES = 10 * 1024 * 1024;

/** Bodies that mean harm. */
const bodies: readonly Buffer[] = [
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{"a":[${'0,'.repeat(100_000)}0]}`,
  `{${Array.from({ length: 20_000 }, (_, n) => `"n${n}":0`).join(',')}}`,
  `{"a":"${'x'.repeat(250_000)}"}`,
  '{"__proto__":{"admin":true}}',
  '{"a":1,"a":2}',
  '{"a":"\\ud800"}',
  '{"a":"\\u0000"}',
  '{"a":1e999}',
  '{"nationalId":',
].map((text) => Buffer.from(text));

const ids = ['..%2f..%2fetc%2fpasswd', '%24settings', '%24%24company-00000000-0000-4000-8000-000000000000', '__proto__', '%00', "'%20or%20'1'='1", 'a'.repeat(190)];

/** Requests of test 36, but for slow clients, whose time is their own. */
async function hostileRequests(home: string): Promise<readonly TimedRequest[]> {
  const authorization = `Bearer ${await serviceToken(home)}`;
  const send = (body: Buffer, more: Readonly<Record<string, string>> = {}): TimedRequest => ({
    method: 'POST',
    path: CITIZENS,
    body,
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...more },
  });
  return [
    ...bodies.map((body) => send(body)),
    send(Buffer.alloc(TEN_MEGABYTES, '{"a":')),
    send(gzipSync(Buffer.alloc(TEN_MEGABYTES, '[')), { 'content-encoding': 'gzip' }),
    send(Buffer.from('{}'), { 'content-type': 'text/plain' }),
    ...ids.map((id) => ({ path: `/v1/companies/${id}`, headers: { authorization } })),
    { path: `/v1/companies?${Array.from({ length: 1_500 }, (_, n) => `p${n}=`).join('&')}`, headers: { authorization } },
    { path: '/v1/companies?limit=1e9', headers: { authorization } },
    { path: '/v1/companies', headers: { authorization: `Bearer ${'x'.repeat(4_000)}` } },
  ];
}

/** The longest time that such a request took, and the memory of the program before and after them. */
export async function timeHostile(server: ChildServer, { place }: WallsParameters, times: number): Promise<WallsMeasure> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const requests = await hostileRequests(place.home);
  const beforeMb = server.residentMb();
  let longestMs = 0;
  let answered5xx = 0;
  for (let n = 0; n < times; n += 1) {
    for (const one of requests) {
      const { status, ms } = await timedRequest(agent, server.port, one);
      if (status >= 200 && status < 300) throw new Error(`${one.path} was accepted with ${status}`);
      if (status >= 500) answered5xx += 1;
      longestMs = Math.max(longestMs, ms);
    }
  }
  agent.destroy();
  return { longestMs, answered5xx, beforeMb, afterMb: server.residentMb() };
}
