// Sends planned requests to a running program, and holds each answer against the description.
import { Agent } from 'node:http';
import type { Role } from '../../../../domain/access/roles.js';
import { answerFaults, codeOf, parsed } from './answer-faults.js';
import type { DescribedApi } from './described-api.js';
import type { KnownMarket, Sides } from './known-market.js';
import { ofLines, type CallerKind, type Part, type Plan } from './plan.js';
import { Reference, resolved } from './reference.js';
import { sendRequest, type GotAnswer, type SentRequest } from './sent-request.js';

export interface Fuzzer {
  /** Sends one request. Throws with request and answer when the answer has faults. */
  send(plan: Plan): Promise<void>;
  /** Answers by status and code, and the operations that were accepted. */
  readonly answered: ReadonlyMap<string, number>;
  readonly accepted: ReadonlySet<string>;
  close(): void;
}

/** @param token the bearer token of a caller; undefined for who has none */
export function fuzzer(address: string, api: DescribedApi, market: KnownMarket, token: (caller: Exclude<CallerKind, 'nobody'>) => string): Fuzzer {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answered = new Map<string, number>();
  const accepted = new Set<string>();
  return {
    answered,
    accepted,
    async send(plan) {
      const request = written(plan, market, plan.caller === 'nobody' ? undefined : token(plan.caller));
      const answer = await sendRequest(agent, address, request).catch((error: unknown) => {
        throw new Error(`${shown(plan, request)}\nwas not answered`, { cause: error });
      });
      const what = `${answer.status} ${codeOf(answer)}`.trim();
      answered.set(what, (answered.get(what) ?? 0) + 1);
      const faults = answerFaults(api, plan, answer, () => takesBody(api, plan, request));
      if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${shown(plan, request)}\nwas answered ${answer.status} ${answer.text.slice(0, 1_500)}`);
      if (answer.status >= 300) return;
      if (!plan.elsewhere) accepted.add(plan.operation.operationId);
      learnFrom(market, plan, answer);
    },
    close: () => agent.destroy(),
  };
}

function learnFrom(market: KnownMarket, { operation }: Plan, answer: GotAnswer): void {
  const body = parsed(answer.text) as Record<string, unknown> | undefined;
  market.learn(operation, answer.headers, body);
  const items = body?.['items'];
  if (Array.isArray(items)) for (const item of items.slice(0, 3)) market.learn(operation, {}, item);
}

/** True when each value of the body that was sent is one that the description takes. */
function takesBody(api: DescribedApi, { operation, mediaType }: Plan, { body }: SentRequest): boolean {
  // A bulk body is taken as a whole; each of its lines has an outcome of its own.
  if (mediaType === null || ofLines(mediaType)) return true;
  return api.takesBody(operation, mediaType, parsed((body ?? Buffer.alloc(0)).toString('utf8')));
}

function written(plan: Plan, market: KnownMarket, token: string | undefined): SentRequest {
  const fill = (part: Part): string => (part instanceof Reference ? market.fill(part) : part);
  const path = plan.rawPath ?? plan.operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(fill(plan.path[name] ?? '')));
  const query = plan.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(fill(value))}`).join('&');
  const id = plan.path['id'];
  const headers = plan.headers.map(([name, value]): readonly [string, string] => {
    // The revision that is known is asked for when the request is written.
    // An id that was broken is nobody's, and may be what no header can hold.
    if (name === 'on-behalf-of' && value instanceof Reference) return [name, typeof id === 'string' ? fill(value) : speakerOf(plan, value, market, id === undefined ? undefined : fill(id))];
    if (name === 'if-match' && value === '') return [name, `"${market.revisionOf(id === undefined ? '' : fill(id))}"`];
    return [name, fill(value)];
  });
  const texts = plan.values.map((value) => JSON.stringify(resolved(value, (reference) => market.fill(reference))) ?? '');
  const text = texts.join('\n');
  const body = plan.mediaType === null ? undefined : Buffer.from(plan.rewrite?.(text) ?? text);
  return {
    method: plan.method,
    path: `${path}${query === '' ? '' : `?${query}`}`,
    headers: [
      ...(token === undefined ? [] : [['authorization', `Bearer ${token}`] as const]),
      ...(plan.mediaType === null ? [] : [['content-type', plan.mediaType] as const]),
      ...headers,
    ],
    body,
  };
}

/** In whose name a command comes: mostly whoever speaks for that side of its record, or of what its payload names, now and then anybody of it. */
function speakerOf({ values }: Plan, reference: Reference, market: KnownMarket, record: string | undefined): string {
  if (reference.nth % 8 === 0) return market.fill(reference);
  const sides = record === undefined ? (resolved(values[0] ?? {}, (one) => market.fill(one)) as Sides) : { id: record };
  return market.speakerOf(reference.kind, sides) ?? market.fill(reference);
}

function shown(plan: Plan, { method, path, headers, body }: SentRequest): string {
  const lines = headers.filter(([name]) => name !== 'authorization').map(([name, value]) => `${name}: ${value.slice(0, 300)}`);
  return [`${plan.caller}${plan.broken === '' ? '' : `, with ${plan.broken} broken`}: ${method} ${path}`, ...lines, (body ?? '').toString('utf8').slice(0, 2_000)].join('\n');
}

/** Role of a caller that has a good token. */
export function roleOf(caller: CallerKind): Role | undefined {
  return caller === 'nobody' || caller === 'garbled' || caller === 'expired' ? undefined : caller;
}
