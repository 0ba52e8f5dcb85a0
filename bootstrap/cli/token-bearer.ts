// Law: a token is asked for a service or for a human, and each is told what only the other can be.
import { serviceScope } from '../../domain/access/command-families.js';
import { ROLES, type Role } from '../../domain/access/roles.js';
import type { LocalIssuer } from '../auth/local-issuer.js';
import { identifierOf } from '../auth/person-of-token.js';
import type { ServiceAccount } from '../identity-provider/clients.js';
import { CLI_CLIENT, PAGES_CLIENT } from '../identity-provider/contract.js';
import { officials, type People, type Person } from '../identity-provider/people.js';
import { bearerOf } from './bearer.js';
import { UsageError } from './exit-codes.js';

/** What `sijil token` is asked. */
export interface TokenOptions {
  readonly as: string;
  readonly subject?: string;
  readonly person?: string;
  readonly department?: string;
  readonly scope?: string;
  readonly synthetic?: boolean;
}

const SERVICE = 'local-user';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Client ids of OAuth (RFC 6749 A.1). */
const CLIENT_ID = /^[\x20-\x7e]+$/;

/** The role that is asked for. Throws UsageError for options that do not go together, or that no token could say. */
export function checkedRole(options: TokenOptions): Role {
  const role = ROLES.find((known) => known === options.as);
  if (role === undefined) throw new UsageError(`--as: ${options.as} is none of ${ROLES.join(', ')}`);
  const { subject = SERVICE, department, person, scope } = options;
  bearerOf({ subject, role, ...(department === undefined ? {} : { department }) });
  if (person !== undefined && role !== 'employer') throw new UsageError('--person: only an employer is a certain human');
  if (person !== undefined && !UUID.test(person) && identifierOf(person) === null) {
    throw new UsageError('--person: a directory id, a national id or an iqama number');
  }
  if (role === 'platform-service' && (!CLIENT_ID.test(subject) || [PAGES_CLIENT, CLI_CLIENT].includes(subject))) {
    throw new UsageError('--subject: a service has a name of its own, of ASCII characters');
  }
  if (scope !== undefined) checkScope(role, scope);
  return role;
}

function checkScope(role: Role, scope: string): void {
  if (role !== 'platform-service') throw new UsageError('--scope: only a service has one');
  const known = serviceScope.split(' ');
  const strange = scope.split(' ').find((word) => !known.includes(word));
  if (strange !== undefined) throw new UsageError(`--scope: ${strange} is none of ${known.join(', ')}`);
}

/** The service account that a token is for. */
export function serviceOf({ subject = SERVICE, scope = 'command:*', department, synthetic }: TokenOptions): ServiceAccount {
  return { clientId: subject, scope, department, synthetic };
}

/** The human that a token is for: an official, whom a number names, or an employer of the ledger (the first unless one is named). */
export async function personOf(options: TokenOptions, role: Role, issuer: Pick<LocalIssuer, 'secretFor'>, employers: () => Promise<People>): Promise<Person> {
  const { subject, department, person, synthetic } = options;
  const found = officials.find((one) => one.role === role) ?? (await employerOf(person, issuer, employers));
  return { ...found, accountId: subject ?? found.accountId, department, synthetic: synthetic === true || found.synthetic };
}

async function employerOf(person: string | undefined, issuer: Pick<LocalIssuer, 'secretFor'>, employers: () => Promise<People>): Promise<Person> {
  const number = identifierOf(person ?? '')?.value;
  // The subject of his tokens tells nobody his number.
  if (number !== undefined) return { accountId: issuer.secretFor(`person ${number}`), role: 'employer', name: { en: 'Employer', ar: 'صاحب عمل' }, companies: [], nationalNumber: number, synthetic: false };
  const people = await employers();
  const [first] = person === undefined ? await people.list() : [await people.find(person)];
  if (first !== undefined) return first;
  throw new UsageError(person === undefined ? 'no company has an authorised person yet: name one with --person' : `--person: ${person} is authorised for no company today`);
}
