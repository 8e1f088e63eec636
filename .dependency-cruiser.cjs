/** The rules of the house (see server/README.md), held by `npm run check`. */
const rooms =
  'server/(access|audit|cldr|demo|exchanges|followups|jobs|library|meetings|members|members-csv|notifications|pairings|partners|policy|rounds|taxonomy)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'matching-is-pure',
      comment: 'The engine imports nothing of ours.',
      severity: 'error',
      from: { path: '^server/matching/' },
      to: { path: '^(server|web|generated)/', pathNot: '^server/matching/' },
    },
    {
      name: 'matching-has-no-io',
      comment: 'No clock, no files, no network, no randomness.',
      severity: 'error',
      from: { path: '^server/matching/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'verifier-shares-nothing-with-the-solver',
      comment: 'Only the form of the data: a fault of the solver must not hide in the verifier.',
      severity: 'error',
      from: { path: '^server/matching/round-verifier/' },
      to: {
        path: '^server/matching/',
        pathNot: '/(round-verifier/|round/(instance|result)\\.ts$)',
      },
    },
    {
      name: 'only-pairings-use-the-engine',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(matching|pairings|policy|rounds)/' },
      to: { path: '^server/matching/' },
    },
    {
      name: 'schema-knows-no-room',
      comment:
        'The builder and what belongs to it define no domain types; the context names the services by type only.',
      severity: 'error',
      from: { path: '^server/schema/', pathNot: '^server/schema/context\\.ts$' },
      to: {
        path: '^server/(audit|cldr|demo|exchanges|followups|jobs|library|meetings|members|members-csv|notifications|pairings|partners|policy|taxonomy)/',
      },
    },
    {
      name: 'database-knows-no-room',
      severity: 'error',
      from: { path: '^server/database/', pathNot: '^server/database/command\\.ts$' },
      to: { path: `^(${rooms}|server/(schema|matching)/)` },
    },
    {
      name: 'rooms-do-not-import-the-house',
      comment: 'Imports point one way: main -> app -> rooms -> schema, access, database.',
      severity: 'error',
      from: { path: `^${rooms}` },
      to: { path: '^server/(app|main|serve|graphql|schema|cli|listener|web)\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Decisions stand apart from storage.',
      severity: 'error',
      from: { path: '^server/[^/]+/rules\\.ts$' },
      to: { path: '^server/(.*/store\\.ts|database/)|^generated/prisma/client' },
    },
    {
      name: 'web-talks-graphql',
      comment: 'The web talks to the server only in GraphQL.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|generated/prisma|prisma)/' },
    },
    {
      name: 'server-hosts-web',
      comment: 'The one thing of the web that the server imports is where it leaves its API.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^web/', pathNot: '^web/lib/graphql/in-process\\.ts$' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(server|web)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^generated', '^build'] },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.svelte', '.json'] },
  },
};
