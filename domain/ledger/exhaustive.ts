/** Ends a switch over a union: a member nobody handled fails to compile, and throws if it comes from outside. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
