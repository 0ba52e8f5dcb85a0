// Law: who is not named here may not. A route names one of these policies, or the program does not start.
import { COMMAND_FAMILIES, type CommandFamily } from './command-families.js';
import { ROLES, type Actor, type Role } from './roles.js';

/**
 * By which rule a role is let in:
 * - `every`: all there is;
 * - `scope`: all there is, for a service that was given to read, or to send a family of commands;
 * - `on-record`: all there is, for a purpose and a case that are written down before a byte leaves;
 * - `noted`: all there is, each question written down before it is answered;
 * - `own`: records of a company for which the caller may act at the moment of the request;
 * - `sent`: what the caller itself sent in;
 * - `family`: commands of a family that the caller was given;
 * - `self`: what is said of the caller alone.
 */
export type Rule = 'every' | 'scope' | 'on-record' | 'noted' | 'own' | 'sent' | 'family' | 'self';

/** Who may, and by which rule. Roles that are not named may not. */
export type Grants = Readonly<Partial<Record<Role, Rule>>>;

const commandGrants: Grants = { 'platform-service': 'family' };

/** The policy table. `anyone` needs no token. */
export const policies = {
  /** Health, descriptions and catalogues: nothing of any record. */
  public: 'anyone',
  'self.read': { 'platform-service': 'self', employer: 'self', analyst: 'self', regulator: 'self', operator: 'self' },
  'records.read': { 'platform-service': 'scope', regulator: 'on-record', employer: 'own' },
  'workspaces.read': { 'platform-service': 'scope', regulator: 'on-record', employer: 'own' },
  /** Bands of entities and what they are found from. Employers: of entities in which their company has an establishment. */
  'entities.read': { 'platform-service': 'scope', regulator: 'on-record', employer: 'own' },
  'entities.list': { 'platform-service': 'scope', regulator: 'on-record' },
  /** Published tables, of which nothing of any record can be told. */
  'statistics.read': { analyst: 'noted', regulator: 'on-record' },
  'histories.read': { 'platform-service': 'scope', regulator: 'on-record' },
  'feed.follow': { 'platform-service': 'scope', regulator: 'on-record' },
  /** How the program does: counts and times of its own. */
  'metrics.read': { operator: 'every' },
  'bulk.send': { 'platform-service': 'family' },
  'operations.read': { 'platform-service': 'sent' },
  'commands.company': commandGrants,
  'commands.employee': commandGrants,
  'commands.contract': commandGrants,
  'commands.workPermit': commandGrants,
  'commands.visa': commandGrants,
  'commands.transfer': commandGrants,
  'commands.insurance': commandGrants,
  /** The rules themselves: matters of people, of whom each is one; no service makes them. */
  'commands.ruleSet': { regulator: 'every' },
} as const satisfies Readonly<Record<string, Grants | 'anyone'>>;

export type PolicyName = keyof typeof policies;

/** The policy of a family's commands. */
export function commandPolicy(family: CommandFamily): PolicyName {
  return `commands.${family}`;
}

/** True for a name that stands in the table. */
export function isPolicy(name: unknown): name is PolicyName {
  return typeof name === 'string' && Object.hasOwn(policies, name);
}

/** The rule by which a role is let in; undefined when it is not. Throws for a policy that asks nobody who he is. */
export function ruleFor(policy: PolicyName, role: Actor['role']): Rule | undefined {
  const grants: Grants | 'anyone' = policies[policy];
  if (grants === 'anyone') throw new Error(`${policy} asks nobody who he is`);
  return ROLES.filter((known) => known === role).map((known) => grants[known])[0];
}

/** The roles that a policy lets in by a rule. */
export function rolesUnder(policy: PolicyName, rule: Rule): ReadonlySet<Actor['role']> {
  return new Set(ROLES.filter((role) => ruleFor(policy, role) === rule));
}

/** Why an actor is not let in: by its role, for want of a family of commands, or of any scope; null when it is. */
export function refusalOf(policy: PolicyName, { role, families, reads }: Pick<Actor, 'role' | 'families' | 'reads'>): 'role' | 'family' | 'scope' | null {
  const rule = ruleFor(policy, role);
  if (rule === undefined) return 'role';
  // Who sends commands must know the revisions that he names.
  if (rule === 'scope') return reads === true || families.length > 0 ? null : 'scope';
  if (rule !== 'family') return null;
  const family = COMMAND_FAMILIES.find((one) => commandPolicy(one) === policy);
  // What is not of one family opens to whoever was given any: each command in it is asked for again.
  const open = family === undefined ? families.length > 0 : families.includes(family);
  return open ? null : 'family';
}
