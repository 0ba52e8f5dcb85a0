// Law: what a client is told of its quota are the fields of draft-ietf-httpapi-ratelimit-headers-11; who has none left hears 429 and when to come back.
import { Problem } from '../../domain/access/problem.js';
import type { Quota, Verdict } from './quota.js';

/** The problem type that the draft registers. */
const QUOTA_EXCEEDED = 'https://iana.org/assignments/http-problem-types#quota-exceeded';

/** A quota under its name, and the texts that are the same in all its answers. */
export interface NamedQuota {
  readonly name: string;
  readonly policyField: string;
}

/** A quota with its `RateLimit-Policy`. The name is one of ours: letters and hyphens. */
export function namedQuota(name: string, { requests, windowMs }: Quota): NamedQuota {
  return { name, policyField: `"${name}";q=${requests};w=${Math.ceil(windowMs / 1_000)}` };
}

/** The `RateLimit` of an answer: requests left, and seconds until the window is over. */
export function limitField({ name }: NamedQuota, { remaining, resetMs }: Verdict): string {
  return `"${name}";r=${remaining};t=${Math.ceil(resetMs / 1_000)}`;
}

/** The refusal of a request that is beyond its quota. */
export function quotaExceeded(quota: NamedQuota, verdict: Verdict, detail: string): Problem {
  return new Problem(429, 'quota-exceeded', detail, {
    headers: {
      'RateLimit-Policy': quota.policyField,
      RateLimit: limitField(quota, verdict),
      'Retry-After': String(Math.max(1, Math.ceil(verdict.resetMs / 1_000))),
    },
    members: { type: QUOTA_EXCEEDED, 'violated-policies': [quota.name] },
  });
}
