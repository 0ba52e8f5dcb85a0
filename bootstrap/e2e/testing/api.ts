// The API as a client sees it: requests and answers, nothing of the program's own types.
import { randomUUID } from 'node:crypto';
import { openLocalIssuer } from '../../auth/local-issuer.js';
import type { Role } from '../../../domain/access/roles.js';

/** An answer, its JSON body parsed. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

/** What an accepted command answers. */
export interface Accepted {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** A problem document. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

export interface CommandOptions {
  /** A key of its own unless given. */
  readonly key?: string;
  /** Revision for If-Match; `any` for `*`. */
  readonly revision?: number | 'any';
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client with a token. */
export interface Api {
  get<T = Record<string, unknown>>(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>;
  /** Sends a command, as JSON. */
  post<T = Accepted>(path: string, data: unknown, options?: CommandOptions): Promise<Answer<T>>;
  /** An answer that is read as it comes. */
  stream(path: string, headers: Readonly<Record<string, string>>): Promise<Response>;
  /** Sends anything. */
  request<T = ProblemBody>(path: string, init: RequestInit): Promise<Answer<T>>;
}

/** Makes a client; the address is asked for at each request, so that it may change over restarts. */
export function apiClient(address: () => string, token: string): Api {
  const request = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const headers = { Authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${address()}${path}`, { redirect: 'error', ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) as T };
  };
  return {
    request,
    get: (path, headers = {}) => request(path, { headers }),
    stream: (path, headers) => fetch(`${address()}${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } }),
    post: (path, data, options = {}) =>
      request(path, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': options.key ?? randomUUID(),
          ...(options.revision === undefined ? {} : { 'If-Match': options.revision === 'any' ? '*' : `"${options.revision}"` }),
          ...options.headers,
        },
        body: JSON.stringify(data),
      }),
  };
}

/** A token of the ledger's own issuer, as `sijil token` prints it. */
export async function tokenFor(home: string, role: Role = 'platform-service', sub = 'e2e'): Promise<string> {
  const issuer = await openLocalIssuer(home);
  return issuer.sign({ sub, role }, 3_600);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
