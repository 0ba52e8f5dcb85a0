// Law: a request that another site had the browser make is told by what the browser says of it, never by what the site says.
import type { IncomingHttpHeaders } from 'node:http';

/**
 * True for what a page of this origin had the browser send. Browsers of today say so by `Sec-Fetch-Site`, older ones by `Origin` or
 * `Referer`; who says nothing is believed nothing.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return (headers.origin ?? originIn(headers.referer)) === origin;
}

/** True for what a page of another origin had the browser send, as far as the browser says. */
export function isForeign(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return headers.origin !== undefined && headers.origin !== origin;
}

/** True for somebody who follows a link: what is answered goes to him, not to the page that has the link. */
export function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

function originIn(referer: string | undefined): string | undefined {
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
}
