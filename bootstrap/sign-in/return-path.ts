// Law: after signing in one is led to a path of this very site, or nowhere.
import { Problem } from '../../domain/access/problem.js';

/** Longest path that is remembered: it travels in a cookie. */
const LONGEST = 500;
const HERE = 'http://here.invalid';

/** The path to return to, as a browser reads it; the home page unless one is given. Throws Problem 400 for what leads away. */
export function returnPath(given: unknown): string {
  if (given === undefined) return '/';
  if (typeof given !== 'string' || given.length > LONGEST || !given.startsWith('/') || !URL.canParse(given, HERE)) throw leadsAway();
  const { origin, pathname, search } = new URL(given, HERE);
  // `/.//elsewhere` begins with two slashes only once it is read.
  if (origin !== HERE || pathname.startsWith('//') || /^\/sign-(in|out)(\/|$)/.test(pathname)) throw leadsAway();
  return pathname + search;
}

function leadsAway(): Problem {
  const [code, detail] = ['return-path', 'The return address must be a path of this site.'];
  return new Problem(400, code, detail, { errors: [{ pointer: '/query/return', code, detail }] });
}
