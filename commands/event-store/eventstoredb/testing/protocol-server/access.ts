// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: who calls is told by his password, and what he may by the stream's own rules, else by the default ones; an administrator may all.
import type { Metadata } from '@grpc/grpc-js';
import { unauthenticated } from './call-errors.js';
import type { StreamIndex } from './stream-index.js';

/** Passwords by user; a node that has any asks for them. */
export type Users = Readonly<Record<string, string>>;

export type Operation = '$r' | '$w' | '$d';

/** The only administrator here. */
const ADMIN = 'admin';

/** The user of a call; undefined for nobody. Throws the call's error for a user or password that is not known. */
export function userOf(users: Users, metadata: Metadata): string | undefined {
  const [header] = metadata.get('authorization');
  if (header === undefined) return undefined;
  const [name = '', password] = Buffer.from(String(header).replace(/^Basic /, ''), 'base64')
    .toString()
    .split(/:(.*)/s);
  if (password === undefined || users[name] !== password) throw unauthenticated();
  return name;
}

/** Whether a user may do that to a stream, or read the whole log (`$all`). */
export function mayAccess(index: StreamIndex, user: string | undefined, operation: Operation, stream: string): boolean {
  if (user === undefined || user === ADMIN) return user === ADMIN;
  const own = rule(rules(index.rawMetadata(stream))['$acl'], operation);
  const settings = rules(index.eventAt('$settings', index.lastRevision('$settings'))?.data);
  const common = stream.startsWith('$') ? (rule(settings['$systemStreamAcl'], operation) ?? []) : rule(settings['$userStreamAcl'], operation);
  const allowed = own ?? common ?? ['$all'];
  return allowed.includes('$all') || allowed.includes(user);
}

type Rules = Readonly<Record<string, unknown>>;

function rules(data: Uint8Array | undefined): Rules {
  return data === undefined ? {} : (JSON.parse(Buffer.from(data).toString()) as Rules);
}

function rule(acl: unknown, operation: Operation): readonly string[] | undefined {
  const names = (acl as Rules | undefined)?.[operation] as string | readonly string[] | undefined;
  return typeof names === 'string' ? [names] : names;
}
