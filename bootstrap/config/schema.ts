// The whole configuration is this one schema: what it does not name is not read, and the README's table is made from it.
import { z } from 'zod';
import { eventStoreAddressFault } from './event-store-address.js';
import { ROLES as CALLER_ROLES } from '../../domain/access/roles.js';
import { CLAIM_NAMES } from '../auth/claim-names.js';
import { issuerAddressFault } from '../auth/issuer-address.js';
import { isNetwork } from './network.js';
import { ROLES, type Role } from './roles.js';
import { publicUrlFault } from './public-url.js';
import { DEFAULT_IDLE_MINUTES, DEFAULT_MAX_HOURS } from '../sign-in/session-limits.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const ENVIRONMENTS = ['development', 'production', 'test'] as const;

const flag = () => z.stringbool({ error: 'must be true or false' });

// The value itself stays out of messages: an address may carry a password.
const address = (protocol: RegExp, example: string) => z.url({ protocol, error: `must be an address like ${example}` });

const postgresAddress = (database: string) => address(/^postgres(ql)?$/, `postgres://user:password@host:5432/${database}`);

const wholeNumber = (most: number, least = 1) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, { error })
    .transform(Number)
    .refine((n) => n >= least && n <= most, { error });
};

const roleList = z
  .string()
  .transform((list) => list.split(',').map((name) => name.trim()).filter((name) => name !== ''))
  .pipe(z.array(z.enum(ROLES, { error: `must be a comma-separated list of ${ROLES.join(', ')}` })).min(1, { error: 'names no role' }))
  .transform((roles): readonly Role[] => ROLES.filter((role) => roles.includes(role)));

/** Each has connections and memory of its own. */
const MOST_THREADS = 16;

/** So many that no client reaches it, and that every reader of the fields takes it. */
const MOST_REQUESTS = 1_000_000_000;

const requestsAMinute = (requests: number, whose: string) =>
  z
    .string()
    .regex(/^\d{1,10}$/, { error: 'must be a whole number from 1 to 1000000000' })
    .transform(Number)
    .refine((value) => value >= 1 && value <= MOST_REQUESTS, { error: 'must be a whole number from 1 to 1000000000' })
    .default(requests)
    .meta({ description: `Requests a minute ${whose}.` });

const requestsAtATime = (requests: number, whose: string) =>
  wholeNumber(9_999).default(requests).meta({ description: `Requests ${whose} that a process runs at a time; others of the same wait their turn.` });

const connections = (most: number, whose: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/, { error: 'must be a whole number from 1 to 999999' })
    .transform(Number)
    .refine((value) => value >= 1, { error: 'must be a whole number from 1 to 999999' })
    .default(most)
    .meta({ description: `Connections ${whose}.` });

const networkList = z
  .string()
  .transform((list) => list.split(',').map((network) => network.trim()).filter((network) => network !== ''))
  .pipe(z.array(z.string().refine(isNetwork, { error: 'must be a comma-separated list of addresses or networks like 10.0.0.0/8' })).min(1, { error: 'names no address' }))
  .transform((networks): readonly string[] => networks);

/** Every environment variable the program reads, with its default and meaning. */
export const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address the HTTP server listens on.' }),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a whole number from 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65535, { error: 'must be a whole number from 0 to 65535' })
    .default(3000)
    .meta({ description: 'Port the HTTP server listens on; 0 takes a free one and prints it.' }),
  SIJIL_HOME: z.string().default('.sijil').meta({ description: 'Folder of the data and the local keys.' }),
  SIJIL_ROLES: roleList
    .default(ROLES)
    .meta({ description: 'Comma-separated roles this process runs. projector, reactor and auditor have one holder at a time.' }),
  SIJIL_STANDBY: flag().default(false).meta({ description: 'Wait for a role that another process holds, instead of stopping with exit code 2.' }),
  SIJIL_COMMAND_THREADS: z
    .string()
    .regex(/^\d{1,2}$/, { error: 'must be a whole number from 0 to 16' })
    .transform(Number)
    .refine((threads) => threads <= MOST_THREADS, { error: 'must be a whole number from 0 to 16' })
    .default(0)
    .meta({ description: 'Threads that decide the commands of HTTP beside the one that serves it, of a machine’s further cores; they begin under load. 0: that one decides them itself.' }),
  SIJIL_TODAY: z.iso
    .date({ error: 'must be a date like 2026-01-31' })
    .optional()
    .meta({ description: 'The decision day in demo and tests (ISO date); without it, today in Riyadh.' }),
  SIJIL_DEMO: flag().default(true).meta({ description: 'Bring the demo labour market into an empty ledger.' }),
  DEMO_COMPANIES: z
    .string()
    .regex(/^\d{1,4}$/, { error: 'must be a whole number from 10 to 1000' })
    .transform(Number)
    .refine((companies) => companies >= 10 && companies <= 1_000, { error: 'must be a whole number from 10 to 1000' })
    .default(150)
    .meta({ description: 'Companies of the demo; each has four people at work on average.' }),
  SIJIL_KEY_FILE: z.string().optional().meta({ description: 'File of the key-encryption key; without it, a file under `SIJIL_HOME`.' }),
  DATABASE_URL: postgresAddress('sijil')
    .optional()
    .meta({ description: 'PostgreSQL 15 or later for the read models and, without `EVENTSTORE_URL`, the log; without it, an embedded PostgreSQL is started.' }),
  VAULT_DATABASE_URL: postgresAddress('sijil_vault')
    .optional()
    .meta({ description: 'Another PostgreSQL database, for the vault; set together with `DATABASE_URL`.' }),
  EVENTSTORE_URL: z
    .string()
    .check((context) => {
      const fault = eventStoreAddressFault(context.value);
      if (fault !== undefined) context.issues.push({ code: 'custom', message: fault, input: context.value });
    })
    .optional()
    .meta({ description: 'EventStoreDB (`esdb://` or `esdb+discover://`) for the log; without it, the log is in PostgreSQL.' }),
  ELASTICSEARCH_URL: address(/^https?$/, 'http://host:9200')
    .optional()
    .meta({ description: 'Elasticsearch for search. Not used yet.' }),
  REDIS_URL: address(/^rediss?$/, 'redis://host:6379')
    .optional()
    .meta({ description: 'Redis, by which processes share rate limits; without it, and while it is away, each process counts for itself.' }),
  RATE_LIMIT_EMPLOYER: requestsAMinute(600, 'of an employer'),
  RATE_LIMIT_ANALYST: requestsAMinute(600, 'of an analyst'),
  RATE_LIMIT_REGULATOR: requestsAMinute(1_200, 'of a regulator'),
  RATE_LIMIT_OPERATOR: requestsAMinute(600, 'of an operator'),
  RATE_LIMIT_PLATFORM_SERVICE: requestsAMinute(1_000_000, 'of a platform service'),
  RATE_LIMIT_PUBLIC: requestsAMinute(6_000, 'from an address to what needs no token'),
  RATE_LIMIT_FAILED_SIGN_INS: requestsAMinute(60, 'from an address whose token, or code at sign-in, is not valid'),
  REQUESTS_AT_A_TIME_PERSON: requestsAtATime(8, 'of one human'),
  REQUESTS_AT_A_TIME_SERVICE: requestsAtATime(2_000, 'of one platform service'),
  REQUESTS_AT_A_TIME_CONNECTION: wholeNumber(9_999, 2)
    .default(8)
    .meta({ description: 'Requests of one connection that are begun at a time, until their answers are taken; what is sent behind them is not read on.' }),
  UNREAD_MEGABYTES: wholeNumber(999_999)
    .default(256)
    .meta({ description: 'Megabytes (of 1,048,576 bytes) of answers that may lie in a process until clients take them; beyond it connections are ended, first those that have taken nothing for longest.' }),
  BULK_BODIES_AT_A_TIME: wholeNumber(9_999)
    .default(64)
    .meta({ description: 'Bodies of bulk requests that a process takes in at a time, each with up to a megabyte in memory; one client has half of them.' }),
  BULK_MEGABYTES_WAITING: wholeNumber(999_999)
    .default(4_096)
    .meta({ description: 'Megabytes (of 1,048,576 bytes) of bulk bodies that wait in the database for their lines to run; one client has half of them.' }),
  BURST_HASTE: wholeNumber(9_999)
    .default(6)
    .meta({ description: 'How many times as fast as its quota the requests of one human begin, but for the first 10; others wait.' }),
  REFUSALS_A_SECOND: wholeNumber(9_999)
    .default(50)
    .meta({ description: '429 answers a second that a process gives one client or address; others wait for theirs, ten seconds at most, and beyond that their connections are ended.' }),
  CONNECTIONS: connections(10_000, 'that a process has at a time, fewer where it may not open so many files: a thousand of those, or half, are for its stores'),
  CONNECTIONS_AN_ADDRESS: connections(2_500, 'of one address, but for trusted proxies; one beyond is ended'),
  TRUSTED_PROXIES: networkList
    .optional()
    .meta({ description: 'Comma-separated addresses or networks of the proxies before the program, whose `X-Forwarded-For` is believed; without it, nobody’s is.' }),
  OIDC_ISSUER: z
    .string()
    .check((context) => {
      const fault = issuerAddressFault(context.value);
      if (fault !== undefined) context.issues.push({ code: 'custom', message: fault, input: context.value });
    })
    .optional()
    .meta({ description: 'OpenID provider whose access tokens are taken, exactly as its metadata names itself; without it, an embedded one on the loopback.' }),
  OIDC_AUDIENCE: z.string().max(200).default('sijil').meta({ description: 'The `aud` of access tokens for this API.' }),
  OIDC_ROLE_CLAIM: z.string().max(100).default(CLAIM_NAMES.role).meta({ description: `Claim of the caller’s role: ${CALLER_ROLES.join(', ')}.` }),
  OIDC_PERSON_CLAIM: z
    .string()
    .max(100)
    .default(CLAIM_NAMES.person)
    .meta({ description: 'Claim of a human’s national id or iqama number; an employer has one.' }),
  OIDC_CLIENT_ID: z.string().optional().meta({ description: 'Client as which the pages are known to `OIDC_ISSUER`; without it, people cannot sign in there.' }),
  OIDC_CLIENT_SECRET: z.string().optional().meta({ description: 'Secret of that client; without it, it is a public one.' }),
  OIDC_SCOPE: z.string().default('openid profile').meta({ description: 'OAuth scope that the pages ask for, so that the token is one for the API.' }),
  PUBLIC_URL: z
    .string()
    .check((context) => {
      const fault = publicUrlFault(context.value);
      if (fault !== undefined) context.issues.push({ code: 'custom', message: fault, input: context.value });
    })
    .optional()
    .meta({ description: 'Origin under which browsers reach the pages (`https://ledger.example`); without it, pages are reached on the loopback only.' }),
  SIJIL_SESSION_KEY_FILE: z
    .string()
    .optional()
    .meta({ description: 'File of the secret that seals sessions, the same for all processes; without it, a file under `SIJIL_HOME`.' }),
  SIJIL_SESSION_IDLE_MINUTES: wholeNumber(24 * 60)
    .default(DEFAULT_IDLE_MINUTES)
    .meta({ description: 'Minutes without a request after which a session of the pages ends.' }),
  SIJIL_SESSION_MAX_HOURS: wholeNumber(24)
    .default(DEFAULT_MAX_HOURS)
    .meta({ description: 'Hours after which a session ends, whatever happens.' }),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info')
    .meta({ description: `Least level that is logged: ${LOG_LEVELS.join(', ')}.` }),
  NODE_ENV: z
    .enum(ENVIRONMENTS, { error: `must be one of ${ENVIRONMENTS.join(', ')}` })
    .default('development')
    .meta({ description: `One of ${ENVIRONMENTS.join(', ')}.` }),
  SIJIL_PG_OS_USER: z
    .string()
    .regex(/^[a-z_][a-z0-9_.-]*\$?$/i, { error: 'must be the name of a system account' })
    .optional()
    .meta({ description: 'System account the embedded PostgreSQL runs as when started by root; without it, `postgres`, else `nobody`.' }),
});

/** The environment after validation, under the variables' own names. */
export type Environment = z.output<typeof environmentSchema>;
