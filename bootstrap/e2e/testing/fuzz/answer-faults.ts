// Law: whatever is asked, the answer is one that the description tells, and tells nothing else.
import type { DescribedApi } from './described-api.js';
import { ofLines, type Plan } from './plan.js';
import type { GotAnswer } from './sent-request.js';

/** What no answer to a fault may show: stacks, statements, names of streams and tables. */
const SECRETS = [
  /node_modules|\bat [^\n]+:\d+:\d+/,
  /\.(?:js|ts):\d+/,
  /\b(?:select|insert into|update|delete from)\b .*\b(?:from|values|set|where)\b/i,
  /syntax error at|relation "|violates .* constraint|invalid input syntax|SQLSTATE/i,
  /(?:company|employee|contract|workPermit|visa|transfer|insurance|claim)-[0-9a-f]{8}-/,
  /postgres(?:ql)?:\/\/|esdb:\/\//,
  /eyJ[A-Za-z0-9_-]{10,}\./,
];

/** Successes of an operation that say less than its description, each at the client's own wish. */
const OPTIONAL_HEADERS = new Set(['link', 'retry-after', 'allow']);

/** Answers 503 while every store is there: the request asks for what is not yet. */
const NOT_YET = new Set(['read-model-behind']);

/** The faults of an answer; none when it is what may be answered. `accepts` tells whether the description takes the body that was sent. */
export function answerFaults(api: DescribedApi, plan: Plan, answer: GotAnswer, accepts: () => boolean): readonly string[] {
  const faults: string[] = [];
  const { operation, caller } = plan;
  const { status } = answer;
  const success = status < 400;
  if (!success) faults.push(...problemFaults(api, answer));
  if (status >= 500 && !(status === 503 && NOT_YET.has(codeOf(answer)))) faults.push(`${status} while every store is there`);
  for (const [name, value] of [['cache-control', 'no-store'], ['x-content-type-options', 'nosniff']] as const) {
    // A page of the documentation may be kept.
    if (answer.headers[name] !== value && !(plan.elsewhere && success)) faults.push(`${name} is ${String(answer.headers[name])}`);
  }
  if (plan.elsewhere) {
    if (plan.refused && success) faults.push(`${plan.broken}: accepted with ${status}`);
    return faults;
  }
  faults.push(...describedFaults(api, plan, answer));
  const secured = operation.security !== undefined;
  if (secured && ['nobody', 'garbled', 'expired'].includes(caller) && status !== 401) faults.push(`${caller} hears ${status}, not 401`);
  if (status === 401 && !/^Bearer/.test(String(answer.headers['www-authenticate']))) faults.push('401 without a challenge');
  if (success && plan.refused) faults.push(`${plan.broken}: accepted with ${status}`);
  if (success && plan.method === 'POST') {
    if (caller !== 'platform-service') faults.push(`${caller} sent a command that was accepted`);
    if (!accepts()) faults.push('accepted a body that the description does not take');
  }
  return faults;
}

/** Whether status, headers, media type and body stand in the description. */
function describedFaults(api: DescribedApi, { operation, method }: Plan, answer: GotAnswer): readonly string[] {
  const { status, mediaType, headers, text } = answer;
  const response = operation.responses[String(status)];
  if (response === undefined) return [`status ${status} is not described`];
  // An event stream tells its positions in the ids of its events.
  if (mediaType === 'text/event-stream') return response.content?.[mediaType] === undefined ? ['an event stream is not described'] : [];
  const missing = Object.keys(response.headers ?? {}).filter((name) => !OPTIONAL_HEADERS.has(name.toLowerCase()) && headers[name.toLowerCase()] === undefined);
  const faults = missing.map((name) => `${name} is described and missing`);
  if (status === 304 || method === 'HEAD') return text === '' ? faults : [...faults, `a body with ${status}`];
  const bodies = ofLines(mediaType) ? text.split('\n').filter((line) => line !== '') : [text];
  for (const body of bodies) {
    const found = api.answerFaults(operation, status, mediaType, parsed(body));
    faults.push(...(found ?? [`${mediaType} is not described for ${status}`]).slice(0, 5));
  }
  return faults;
}

function problemFaults(api: DescribedApi, { status, mediaType, text, headers }: GotAnswer): readonly string[] {
  const faults: string[] = [];
  if (mediaType !== 'application/problem+json') faults.push(`${status} of ${mediaType}`);
  if (headers['server'] !== undefined || headers['x-powered-by'] !== undefined) faults.push('tells what runs');
  for (const secret of SECRETS) if (secret.test(text)) faults.push(`tells ${String(secret.exec(text)?.[0])}`);
  const problem = parsed(text) as Record<string, unknown> | undefined;
  if (problem === undefined) return [...faults, 'no JSON'];
  faults.push(...api.problemFaults(problem));
  if (problem['status'] !== status) faults.push(`says ${String(problem['status'])}`);
  if (problem['type'] !== `urn:sijil:problem:${String(problem['code'])}`) faults.push(`is of type ${String(problem['type'])}`);
  if (!/^[a-z][a-zA-Z]*[a-z0-9.-]*$/.test(String(problem['code']))) faults.push(`has the code ${String(problem['code'])}`);
  if (!/^urn:uuid:[0-9a-f-]{36}$/.test(String(problem['instance']))) faults.push(`is the instance ${String(problem['instance'])}`);
  for (const { pointer } of (problem['errors'] ?? []) as { pointer: string }[]) if (!/^(?:\/(?:[^~]|~[01])*)?$/.test(pointer)) faults.push(`points at ${pointer}`);
  return faults;
}

/** The code of a problem document; empty for anything else. */
export function codeOf({ text }: GotAnswer): string {
  const body = parsed(text) as { readonly code?: unknown } | undefined;
  return typeof body?.code === 'string' ? body.code : '';
}

/** The value of a JSON text; undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
