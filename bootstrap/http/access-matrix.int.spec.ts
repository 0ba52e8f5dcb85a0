// Every operation of the running program × everyone who may call × whose record it is, with the exact answer of each.
// What is expected is worked out from the policy that the operation names and from the policy table; `policy.unit.spec.ts` says what that table must be.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMMAND_FAMILIES } from '../../domain/access/command-families.js';
import { commandPolicy, isPolicy, policies, ruleFor, type PolicyName } from '../../domain/access/policy.js';
import { ROLES, type Role } from '../../domain/access/roles.js';
import { RULE_SETS_ID } from '../../domain/rule-set/register.js';
import { nitaqat2026 } from '../../domain/saudization/nitaqat-2026.js';
import { openLocalIssuer, type LocalClaims } from '../auth/local-issuer.js';
import type { ProblemBody } from '../e2e/testing/api.js';
import { numbersFrom } from '../e2e/testing/market.js';
import { buildCommandRegistry } from '../ledger/registries.js';
import { serveLedger, type ServedLedger } from './testing/served-ledger.js';
import { twoSides, type Side, type TwoSides } from './testing/two-sides.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface Operation {
  readonly operationId: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly policy: PolicyName;
}

/** An answer in short: `200`, or `404 record-not-found`. */
type Verdict = string;

let served: ServedLedger;
let sides: TwoSides;
let operations: readonly Operation[];
const tokens = new Map<string, string>();

/** The human who may act for the company of the own side. */
const OWNER = 'authorised employer';

/** Everyone who calls: a role with what its token says, or somebody whose token proves nothing. */
const CALLERS: Readonly<Record<string, (LocalClaims & { readonly ttl?: number }) | null>> = {
  nobody: null,
  'expired service': { sub: 'late', role: 'platform-service', ttl: -3_600 },
  'service of every family': { sub: 'all', role: 'platform-service' },
  'service that reads': { sub: 'reads', role: 'platform-service', scope: 'read:*' },
  'service of no family': { sub: 'none', role: 'platform-service', scope: 'openid' },
  ...Object.fromEntries(COMMAND_FAMILIES.map((family) => [`service of ${family}`, { sub: family, role: 'platform-service', scope: `command:${family}` } as const])),
  ...Object.fromEntries(ROLES.filter((role) => role !== 'platform-service').map((role) => [role, { sub: `one ${role}`, role }])),
};

beforeAll(async () => {
  served = await serveLedger('matrix');
  const told = await twoSides(served.api, numbersFrom(0));
  // The register of rule sets is one for both sides.
  await proposeRuleSet(served);
  sides = { ...told, own: { ...told.own, 'rule-sets': RULE_SETS_ID }, other: { ...told.other, 'rule-sets': RULE_SETS_ID } };
  for (const list of ['transfers', 'entities']) expect((await served.api.get(`/v1/${list}?after=${sides.position}`)).status).toBe(200);
  const { paths } = (await served.api.get<{ paths: Record<string, Record<string, { operationId: string; 'x-policy': PolicyName }>> }>('/openapi.json')).body;
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ operationId: one.operationId, policy: one['x-policy'], method: method as Operation['method'], path })),
  );
  const issuer = await openLocalIssuer(served.ledger.home);
  tokens.set(OWNER, await issuer.sign({ sub: 'authorised', role: 'employer', nationalNumber: sides.nationalId }, 3_600));
  for (const [name, claims] of Object.entries(CALLERS)) if (claims !== null) tokens.set(name, await issuer.sign(claims, claims.ttl ?? 3_600));
});
afterAll(() => served.close());

async function proposeRuleSet({ client, token }: ServedLedger): Promise<void> {
  const set = { ...nitaqat2026, version: 'of the matrix', from: '2199-01-01' };
  const { status, text } = await client(await token('regulator', 'who proposes')).post(`/v1/rule-sets/${RULE_SETS_ID}/proposals`, { set }, { revision: 'any' });
  expect(status, text).toBe(200);
}

/** The path of an operation, about a record of one side. */
function pathOf({ path }: Operation, side: Side): string {
  const kind = path.split('/')[2] ?? '';
  return path.replace(/\{(?:id|companyId)\}/, side[kind] ?? randomUUID()).replace('{revision}', '0').replace('{type}', 'CompanyRegistered');
}

async function verdictOf(operation: Operation, side: Side, caller: string, headers: Readonly<Record<string, string>> = {}): Promise<Verdict> {
  const { status, body } = await ask(operation, side, caller, headers);
  return status < 400 ? String(status) : `${status} ${body.code}`;
}

function ask(operation: Operation, side: Side, caller: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; body: ProblemBody; text: string }> {
  const token = tokens.get(caller);
  const lines = operation.path === '/v1/bulk';
  const url = `${served.address}${pathOf(operation, side)}`;
  return fetch(url, {
    method: operation.method.toUpperCase(),
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(operation.method === 'get' ? {} : { 'Content-Type': lines ? 'application/x-ndjson' : 'application/json', 'Idempotency-Key': randomUUID(), 'If-Match': '*' }),
      ...headers,
    },
    // Whoever gets past the guard is told that this is no body of any command.
    ...(operation.method === 'get' ? {} : { body: lines ? '' : '[]' }),
  }).then(async (response) => {
    const text = await response.text();
    return { status: response.status, text, body: (text.startsWith('{') ? JSON.parse(text.split('\n')[0] ?? '') : {}) as ProblemBody };
  });
}

/** What is answered to who was let in, about a record that is there for him or is not. */
function admitted({ method, path }: Operation, there: boolean): Verdict {
  if (method === 'post') return path === '/v1/bulk' ? '400 body-missing' : '400 invalid-payload';
  // No operation was sent in: it is nobody's.
  if (path.startsWith('/v1/operations')) return '404 operation-not-found';
  return there || !/\{(?:id|companyId)\}/.test(path) ? '200' : '404 record-not-found';
}

/** What is expected of a service, by the scope of its token, and of roles that are let in by no rule. */
function expectedOf(operation: Operation, caller: string, there: boolean): Verdict {
  const { policy } = operation;
  if (policies[policy] === 'anyone') return admitted(operation, true);
  const claims = CALLERS[caller];
  if (claims === null || claims === undefined) return '401 token-missing';
  if (claims.ttl !== undefined) return '401 token-expired';
  switch (ruleFor(policy, claims.role)) {
    case undefined:
      return '403 role-not-allowed';
    case 'family':
      return holds(claims, policy) ? admitted(operation, there) : '403 family-not-allowed';
    case 'scope':
      return claims.scope === 'openid' ? '403 scope-missing' : admitted(operation, there);
    case 'every':
    case 'noted':
    case 'sent':
    case 'self':
      return admitted(operation, there);
    case 'own':
    case 'on-record':
      throw new Error(`${caller} is asked about in a matrix of its own`);
  }
}

function holds({ scope = 'command:*' }: LocalClaims, policy: PolicyName): boolean {
  const families = COMMAND_FAMILIES.filter((family) => scope === 'command:*' || scope === `command:${family}`);
  const needed = COMMAND_FAMILIES.filter((family) => commandPolicy(family) === policy);
  return needed.length === 0 ? families.length > 0 : needed.every((family) => families.includes(family));
}

/** Answers that are not what is expected of them. */
async function surprises(callers: readonly string[], among: readonly Operation[], side: Side, expected: (operation: Operation, caller: string) => Verdict, headers: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const found: string[] = [];
  for (const caller of callers) {
    for (const operation of among) {
      const [is, should] = [await verdictOf(operation, side, caller, headers), expected(operation, caller)];
      if (is !== should) found.push(`${caller}: ${operation.method} ${operation.path} answers ${is}, not ${should}`);
    }
  }
  return found;
}

const byRule = (role: Role, rule: string): readonly Operation[] => operations.filter(({ policy }) => policies[policy] !== 'anyone' && ruleFor(policy, role) === rule);
const nobodyThere: Side = {};
const services = Object.entries(CALLERS).filter(([, claims]) => claims === null || claims.role === 'platform-service').map(([name]) => name);

describe('the matrix of access', () => {
  it('is of every operation, each under a policy of the table, commands under that of their family', () => {
    expect(operations.length).toBeGreaterThan(80);
    for (const { policy, operationId } of operations) expect(isPolicy(policy), operationId).toBe(true);
    const byId = new Map(operations.map(({ operationId, policy }) => [operationId, policy]));
    for (const command of buildCommandRegistry().commands) expect(byId.get(command.name), command.name).toBe(command.policy ?? undefined);
  });

  it('nobody, expired tokens and services of each scope hear exactly what the table says', async () => {
    expect(await surprises(services, operations, sides.own, (operation, caller) => expectedOf(operation, caller, true))).toEqual([]);
  });

  it('a service reads records of everyone, and is told of those that are not there', async () => {
    const reads = operations.filter(({ method }) => method === 'get');
    const all = ['service of every family', 'service that reads'];
    expect(await surprises(all, reads, sides.other, (operation, caller) => expectedOf(operation, caller, true))).toEqual([]);
    expect(await surprises(all, reads, nobodyThere, (operation, caller) => expectedOf(operation, caller, false))).toEqual([]);
  });

  it.each(ROLES.filter((role) => role !== 'platform-service'))('%s is let into nothing that the table does not name', async (role) => {
    const closed = operations.filter(({ policy }) => policies[policy] !== 'anyone' && ruleFor(policy, role) === undefined);
    expect(closed.length).toBeGreaterThan(50);
    expect(await surprises([role], closed, sides.own, (operation, caller) => expectedOf(operation, caller, true))).toEqual([]);
    expect(await surprises([role], closed, nobodyThere, (operation, caller) => expectedOf(operation, caller, false))).toEqual([]);
    const open = [...byRule(role, 'every'), ...byRule(role, 'noted'), ...byRule(role, 'self')];
    expect(await surprises([role], open, sides.own, (operation, caller) => expectedOf(operation, caller, true))).toEqual([]);
  });

  it('a regulator reads on record, and is told what is missing of purpose and case', async () => {
    const reads = byRule('regulator', 'on-record');
    expect(reads.length).toBeGreaterThan(20);
    const grounds = { Purpose: 'inspection', 'Case-Id': 'CASE-2026/1' };
    for (const side of [sides.own, sides.other]) expect(await surprises(['regulator'], reads, side, (operation) => admitted(operation, true), grounds)).toEqual([]);
    expect(await surprises(['regulator'], reads, nobodyThere, (operation) => admitted(operation, false), grounds)).toEqual([]);
    const faults: readonly (readonly [Readonly<Record<string, string>>, Verdict])[] = [
      [{}, '400 purpose-missing'],
      [{ 'Case-Id': 'CASE-2026/1' }, '400 purpose-missing'],
      [{ Purpose: 'curiosity', 'Case-Id': 'CASE-2026/1' }, '400 purpose-unknown'],
      [{ Purpose: 'inspection' }, '400 case-missing'],
      [{ Purpose: 'inspection', 'Case-Id': 'a b' }, '400 case-invalid'],
    ];
    for (const [headers, verdict] of faults) {
      // Whether the record is there makes no difference: nobody looked.
      for (const side of [sides.own, nobodyThere]) expect(await surprises(['regulator'], reads, side, () => verdict, headers)).toEqual([]);
    }
  });

  describe('an employer', () => {
    const reads = (): readonly Operation[] => byRule('employer', 'own');

    it('reads the records of the company for which he may act', async () => {
      expect(reads().length).toBeGreaterThan(10);
      const own = sides.own['companies'] ?? '';
      for (const headers of [{}, { 'Acting-Company': own }]) expect(await surprises([OWNER], reads(), sides.own, (operation) => admitted(operation, true), headers)).toEqual([]);
    });

    it('is told of another’s records what he is told of those that are not there', async () => {
      for (const side of [sides.other, nobodyThere]) expect(await surprises([OWNER], reads(), side, (operation) => admitted(operation, false))).toEqual([]);
      for (const operation of reads().filter(({ path }) => path.includes('{'))) {
        const [other, absent] = [await ask(operation, sides.other, OWNER, {}), await ask(operation, nobodyThere, OWNER, {})];
        expect({ ...other.body, instance: '' }, operation.path).toEqual({ ...absent.body, instance: '' });
        expect(other.text.length, operation.path).toBe(absent.text.length);
      }
    });

    it('who may act for nobody, or names a company that is not his, is told the same of every record', async () => {
      const other = sides.other['companies'] ?? '';
      for (const side of [sides.own, sides.other, nobodyThere]) {
        expect(await surprises(['employer'], reads(), side, (operation) => admitted(operation, false))).toEqual([]);
        for (const company of [other, randomUUID()]) expect(await surprises([OWNER], reads(), side, (operation) => admitted(operation, false), { 'Acting-Company': company })).toEqual([]);
      }
    });

    it('finds in lists his own alone', async () => {
      const lists = reads().filter(({ path }) => !path.includes('{'));
      for (const operation of lists) {
        const kind = operation.path.split('/')[2] ?? '';
        const ids = async (caller: string, headers = {}): Promise<readonly string[]> =>
          (JSON.parse((await ask(operation, nobodyThere, caller, headers)).text) as { items: { id: string }[] }).items.map(({ id }) => id);
        const [all, own] = [await ids('service of every family'), await ids(OWNER)];
        expect(all, operation.path).toEqual(expect.arrayContaining([sides.own[kind], sides.other[kind]]));
        expect(own, operation.path).toContain(sides.own[kind]);
        expect(own, operation.path).not.toContain(sides.other[kind]);
        expect(await ids('employer'), operation.path).toEqual([]);
        expect(await ids(OWNER, { 'Acting-Company': sides.other['companies'] ?? '' }), operation.path).toEqual([]);
      }
    });
  });
});
