/** The five roles of the program; each can run in a process of its own. */
export const ROLES = ['commands', 'queries', 'projector', 'reactor', 'auditor'] as const;

/** The name of one role. */
export type Role = (typeof ROLES)[number];

/** Roles that have one holder at a time: two of them would write the same things twice. */
export const SINGLE_HOLDER_ROLES = ['projector', 'reactor', 'auditor'] as const satisfies readonly Role[];

/** A role that is held under a lock. */
export type SingleHolderRole = (typeof SINGLE_HOLDER_ROLES)[number];
