import type { FastifyInstance } from 'fastify';

/** Remembers the routes as they are added; gives the methods that the path of a request’s target has, for 405 and its Allow header. */
export function collectAllowedMethods(app: FastifyInstance): (target: string) => readonly string[] {
  const byPattern = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', (route) => {
    const known = byPattern.get(route.url) ?? { pattern: patternOf(route.url), methods: new Set<string>() };
    for (const method of [route.method].flat()) known.methods.add(method);
    byPattern.set(route.url, known);
  });
  return (target) => {
    // Proxies may name this place before the path (RFC 9112 3.2.2).
    const path = target.replace(/^https?:\/\/[^/?]*/i, '').split('?')[0] ?? '';
    const methods = [...byPattern.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]);
    return [...new Set(methods)].sort();
  };
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment === '*' ? '.*' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/');
  return new RegExp(`^${source}/?$`);
}
