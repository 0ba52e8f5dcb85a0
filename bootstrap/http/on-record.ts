// Law: before a regulator or an analyst is shown anything, his read stands in the register; what cannot be put on record is not shown.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { v4 } from 'uuid';
import type { Caller } from '../../domain/access/caller.js';
import { isPolicy, policies, ruleFor, type PolicyName, type Rule } from '../../domain/access/policy.js';
import { Problem } from '../../domain/access/problem.js';
import { readGrounds, type ReadGrounds } from '../../domain/access/read-grounds.js';
import type { ReadRegister, ReadSubject, RegulatorRead } from '../../domain/access/read-on-record.js';
import { ROLES } from '../../domain/access/roles.js';
import { admittedCaller } from './authenticate.js';
import { describeGrounds } from './describe-grounds.js';

/** What a route's `config` says of its reads. */
interface ReadConfig {
  readonly policy?: unknown;
  readonly reads?: (request: FastifyRequest) => ReadSubject;
}

/** Seconds after which a read that could not be put on record may be tried again. */
const RETRY_SECONDS = '2';

/** The grounds of who asks published tables: he reads no record, so there is no purpose to choose and no case. */
const ASKING_TABLES: ReadGrounds = { purpose: 'statistics', caseId: 'none' };

/** Where a request that was put on record carries how to put it there again. */
const AGAIN = Symbol('on record again');

type OnRecord = FastifyRequest & { [AGAIN]?: (() => Promise<void>) | null };

/**
 * Puts reads on record where the policy lets a role in by that rule, or notes them; add it behind authentication. A route with such a
 * policy that does not tell what it reads does not start.
 */
export function useReadsOnRecord(app: FastifyInstance, register: ReadRegister): void {
  const routes: RouteOptions[] = [];
  app.decorateRequest(AGAIN, null);
  app.addHook('onRoute', (route) => {
    const rules = rulesOf(configOf(route).policy);
    if (!rules.some(isWrittenDown)) return;
    routes.push(route);
    if (rules.includes('on-record')) describeGrounds(route);
  });
  app.addHook('onReady', async () => {
    for (const route of routes) {
      if (configOf(route).reads === undefined) throw new Error(`route ${String(route.method)} ${route.url} does not tell what it reads`);
    }
  });
  const note = async (request: FastifyRequest, caller: Caller, act: RegulatorRead['act']): Promise<void> => {
    try {
      await register.noteRead(readOf(request, caller, act));
    } catch (error) {
      const { message, code } = error as Error & { readonly code?: unknown };
      request.log.error({ reason: message, ...(typeof code === 'string' ? { code } : {}) }, 'a read could not be put on record');
      throw new Problem(503, 'read-not-recorded', 'The read cannot be put on record now, so nothing is shown.', { headers: { 'Retry-After': RETRY_SECONDS } });
    }
  };
  app.addHook('onRequest', (request, _reply, done) => {
    const caller = callerOnRecord(request);
    if (caller === undefined) {
      done();
      return;
    }
    // Said wrongly, it is refused before anything is written.
    groundsOf(request, caller);
    (request as OnRecord)[AGAIN] = () => note(request, caller, 'following');
    note(request, caller, 'request').then(() => done(), done);
  });
}

/** Puts a read that goes on for long on record again, if it was put there. Throws Problem 503 when it cannot be. */
export async function readAgain(request: FastifyRequest): Promise<void> {
  await (request as OnRecord)[AGAIN]?.();
}

/** Roles that some policy lets in on record. Who has another role is asked no further. */
const rolesOnRecord: ReadonlySet<string> = new Set(ROLES.filter((role) => policyNames().some((policy) => isWrittenDown(ruleOf(policy, role)))));

/** The caller of a request, if it is let in on record or noted. */
function callerOnRecord(request: FastifyRequest): Caller | undefined {
  const caller = admittedCaller(request);
  if (caller === undefined || !rolesOnRecord.has(caller.actor.role)) return undefined;
  const { policy } = configOf(request.routeOptions);
  return isWrittenDown(ruleOf(policy, caller.actor.role)) ? caller : undefined;
}

/** For what he reads, and in which case. Throws Problem 400 where he has to say it and does not. */
function groundsOf(request: FastifyRequest, { actor }: Caller): ReadGrounds {
  return ruleOf(configOf(request.routeOptions).policy, actor.role) === 'noted' ? ASKING_TABLES : readGrounds(request.headers);
}

function readOf(request: FastifyRequest, caller: Caller, act: RegulatorRead['act']): RegulatorRead {
  const { actor } = caller;
  const { url = '', config } = request.routeOptions;
  const { policy, reads } = configOf({ config });
  if (reads === undefined) throw new Error('the route does not tell what it reads');
  return {
    id: v4(),
    readAt: new Date().toISOString(),
    actorId: actor.actorId,
    department: actor.source,
    ...groundsOf(request, caller),
    act,
    method: request.method,
    policy: String(policy),
    route: url,
    ...reads(request),
    requestId: request.id,
  };
}

function configOf({ config }: { readonly config?: unknown }): ReadConfig {
  return (config ?? {});
}

function rulesOf(policy: unknown): readonly (Rule | undefined)[] {
  return ROLES.map((role) => ruleOf(policy, role));
}

function ruleOf(policy: unknown, role: Caller['actor']['role']): Rule | undefined {
  return isPolicy(policy) && policies[policy] !== 'anyone' ? ruleFor(policy, role) : undefined;
}

function isWrittenDown(rule: Rule | undefined): boolean {
  return rule === 'on-record' || rule === 'noted';
}

function policyNames(): readonly PolicyName[] {
  return Object.keys(policies).filter(isPolicy);
}
