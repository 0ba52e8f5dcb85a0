// The rules of the house (docs/architecture.md): data goes one way, and the core knows nobody.
// bootstrap/architecture.unit.spec.ts runs them, and shows that each of them can fail.
const rooms = ['domain', 'commands', 'projections', 'read-models', 'queries', 'bootstrap'];
const mayImport = {
  domain: ['domain'],
  commands: ['commands', 'domain'],
  projections: ['projections', 'domain', 'read-models'],
  'read-models': ['read-models', 'domain'],
  queries: ['queries', 'domain', 'read-models'],
  bootstrap: rooms,
};
const spec = '(\\.spec\\.ts$|\\.features\\.ts$|/testing/)';

const roomRules = Object.entries(mayImport)
  .map(([room, allowed]) => ({ room, allowed, closed: rooms.filter((other) => !allowed.includes(other)) }))
  .filter(({ closed }) => closed.length > 0)
  .map(({ room, allowed, closed }) => ({
    name: `${room}-imports-only-${allowed.join('-')}`,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: spec },
    to: { path: `^(${closed.join('|')})/` },
  }));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'domain-is-pure',
      comment: 'No I/O, no clock, no randomness, no framework: only these libraries.',
      severity: 'error',
      from: { path: '^domain/', pathNot: spec },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer'], pathNot: 'node_modules/(zod|uuid|canonicalize|libphonenumber-js)/' },
    },
    {
      name: 'tsyringe-only-in-bootstrap',
      severity: 'error',
      from: { path: `^(${rooms.filter((room) => room !== 'bootstrap').join('|')})/` },
      to: { path: 'node_modules/(tsyringe|reflect-metadata)/' },
    },
    {
      name: 'production-code-imports-no-test-code',
      severity: 'error',
      from: { path: `^(${rooms.join('|')})/`, pathNot: spec },
      to: { path: spec },
    },
    {
      name: 'no-dev-dependency-in-production-code',
      severity: 'error',
      from: { path: `^(${rooms.join('|')})/`, pathNot: spec },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
